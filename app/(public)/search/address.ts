/** The search page's address is its state: what each link on the page leads to. */
import { type Clause, printQuery } from "@/lib/search/query";
import { urls } from "@/lib/urls";

type Given = Record<string, string | string[] | undefined>;

/** What the page reads, in the order of its addresses. */
const NAMES = ["q", "topic", "provider", "type", "from", "to", "sort", "page"];
export const CHOICES = ["topic", "provider", "type"] as const;
export type Choice = (typeof CHOICES)[number];
/** What a choice is called in the text that is typed. */
const OPERATORS = { topic: "topic", provider: "site", type: "type" } as const;

/** The page's parameters, each once, several values with commas between them. */
export function parametersOf(given: Given): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const values = [given[name] ?? []].flat().filter(Boolean);
    const isList = CHOICES.some((choice) => choice === name);
    const value = isList ? values.join(",") : values[0];
    if (value) parameters.set(name, value);
  }
  return parameters;
}

/** The same search with some parameters changed (null: without them), from its first page on. */
export function changed(parameters: URLSearchParams, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(parameters);
  next.delete("page");
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  // Both ways to write a comma are allowed, and this one can be read.
  return urls.search(next).replaceAll("%2C", ",");
}

export type SearchState = { parameters: URLSearchParams; clauses: Clause[] };

export const valuesOf = (parameters: URLSearchParams, name: string): string[] =>
  (parameters.get(name) ?? "")
    .split(",")
    .map((value) => value.trim())
    .filter(Boolean);

/** Whether a value is chosen, by the address or by what is typed, and where choosing it or taking it back leads. */
export function choice({ parameters, clauses }: SearchState, facet: Choice, value: string, name: string) {
  const isIt = (one: string) => one.toLowerCase() === value.toLowerCase() || one.toLowerCase() === name.toLowerCase();
  const chosen = valuesOf(parameters, facet);
  const rest = clauses.flatMap((clause) => {
    if (clause.kind !== OPERATORS[facet] || clause.not) return [clause];
    const values = clause.values.filter((one) => !isIt(one));
    return values.length > 0 ? [{ ...clause, values }] : [];
  });
  const isTyped = printQuery(rest) !== printQuery(clauses);
  if (!isTyped && !chosen.some(isIt)) {
    return { isChosen: false, href: changed(parameters, { [facet]: [...chosen, value].join(",") }) };
  }
  const without = { [facet]: chosen.filter((one) => !isIt(one)).join(",") };
  return { isChosen: true, href: changed(parameters, isTyped ? { ...without, q: printQuery(rest) } : without) };
}

/** The search without any choice of this kind, typed or not; null where there is none. */
export function cleared({ parameters, clauses }: SearchState, facet: Choice): string | null {
  const rest = clauses.filter((clause) => clause.kind !== OPERATORS[facet] || clause.not);
  if (rest.length < clauses.length) return changed(parameters, { [facet]: null, q: printQuery(rest) });
  return parameters.has(facet) ? changed(parameters, { [facet]: null }) : null;
}

/** The search between two days, months or years, instead of any dates given so far; null is open. */
export function dated({ parameters, clauses }: SearchState, from: string | null, to: string | null): string {
  const rest = clauses.filter(({ kind }) => kind !== "before" && kind !== "after");
  return changed(parameters, { from, to, ...(rest.length < clauses.length && { q: printQuery(rest) }) });
}

/** The search as a feed, which has an order of its own. */
export const feedAddress = (parameters: URLSearchParams, file: string): string =>
  changed(parameters, { sort: null }).replace(urls.search(), `${urls.search()}/${file}`);

/** The page of a feed's search: it knows minimums only as operators of the text. */
export function withoutMinimums(parameters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(parameters);
  rest.delete("quality");
  rest.delete("heat");
  return rest;
}
