/** What the markup around a control says of its article. */
import type { Mute, Saved } from "./kept";

export type HeldCard = Omit<Saved, "at"> & { topics: Mute[] };

/** The article that an element belongs to; null where the markup does not say it. */
export function cardAround(element: Element): HeldCard | null {
  const item = element.closest("article, li");
  const heading = item?.querySelector(".hed");
  const provider = item?.querySelector<HTMLAnchorElement>("a.prov");
  if (!item || !heading || !provider) return null;
  const address = heading.querySelector("a")?.getAttribute("href") ?? location.pathname;
  const topics = [...item.querySelectorAll<HTMLAnchorElement>('.kick a[href^="/topic/"]')];
  return {
    slug: lastSegment(address),
    title: heading.textContent?.trim() ?? "",
    provider: provider.lastChild?.textContent?.trim() ?? "",
    domain: lastSegment(provider.getAttribute("href") ?? ""),
    topics: topics.map((link) => ({
      kind: "topic",
      id: lastSegment(link.getAttribute("href") ?? ""),
      name: link.textContent?.trim() ?? "",
    })),
  };
}

const lastSegment = (path: string) => decodeURIComponent(path.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? "");
