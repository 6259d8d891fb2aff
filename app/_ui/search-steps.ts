/** From one address of the search page to the next, in the browser. */

/** Parameters of several values, with commas. */
const LISTS = ["topic", "provider", "type"];

const parametersOf = (href: string) => new URL(href, "http://localhost").searchParams;
export const textOf = (href: string) => parametersOf(href).get("q") ?? "";

/** The address with another text, from the first page on. */
export function withText(href: string, text: string): string {
  // Text first, as the server's links have it.
  const next = new URLSearchParams(text.trim() ? { q: text } : {});
  for (const [name, value] of parametersOf(href)) if (name !== "q" && name !== "page") next.append(name, value);
  return addressOf(next);
}

/** The address with one parameter changed; nothing takes it away. */
export function withValue(href: string, name: string, value: string): string {
  const next = parametersOf(href);
  if (value) next.set(name, value);
  else next.delete(name);
  return addressOf(next);
}

/**
 * What a link changes, done to another address than the one it was made for: two boxes ticked one after the other are
 * both ticked, though the second was shown before the first had its effect.
 */
export function withChange(href: string, madeFor: string, link: string): string {
  if (href === madeFor) return addressOf(parametersOf(link));
  const [next, before, after] = [parametersOf(href), parametersOf(madeFor), parametersOf(link)];
  next.delete("page");
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(name) ?? "", after.get(name) ?? ""];
    if (was === is) continue;
    const value = LISTS.includes(name) ? merged(next.get(name) ?? "", was, is) : is;
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return addressOf(next);
}

function merged(now: string, was: string, is: string): string {
  const [all, before, after] = [now, was, is].map((list) => list.split(",").filter(Boolean)) as [
    string[],
    string[],
    string[],
  ];
  const kept = all.filter((value) => after.includes(value) || !before.includes(value));
  return [...new Set([...kept, ...after.filter((value) => !before.includes(value))])].join(",");
}

function addressOf(parameters: URLSearchParams): string {
  const query = parameters.toString().replaceAll("%2C", ",");
  return query ? `/search?${query}` : "/search";
}
