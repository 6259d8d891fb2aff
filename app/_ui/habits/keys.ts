/** Keys for reading: to the next and the previous article, open it, and what keys there are. */
import { keysAreOn } from "./kept";

export function press(key: string): void {
  if (!keysAreOn()) return;
  if (key === "j") move(1);
  else if (key === "k") move(-1);
  else if (key === "o") chosen()?.click();
  else import("./key-help").then(({ toggleKeyHelp }) => toggleKeyHelp()).catch(() => {});
}

/** Headlines of what is shown, in their order. */
const headlines = () =>
  [...document.querySelectorAll<HTMLElement>("main article .hed a")].filter((link) => link.checkVisibility());

/** The article in which the focus is. */
const chosen = () => document.activeElement?.closest("main article")?.querySelector<HTMLElement>(".hed a") ?? null;

function move(by: 1 | -1): void {
  const all = headlines();
  const current = chosen();
  const left = current ?? leftAt(all);
  const next = left ? all[all.indexOf(left) + by] : by === 1 ? (firstInView(all) ?? all[0]) : undefined;
  if (!next) return;
  rememberAt(next);
  next.focus({ preventScroll: true });
  next.closest("article")?.scrollIntoView({ block: "nearest" });
}

/** Whoever comes back to a list goes on where they left it, in this tab, as long as that article is in view. */
const PLACE_KEY = "reader-at";
const placeOf = (link: HTMLElement) => `${location.pathname}${location.search} ${link.getAttribute("href")}`;

function rememberAt(link: HTMLElement): void {
  try {
    sessionStorage.setItem(PLACE_KEY, placeOf(link));
  } catch {
    // A browser that keeps nothing begins at what is in view.
  }
}

function leftAt(all: HTMLElement[]): HTMLElement | undefined {
  try {
    const place = sessionStorage.getItem(PLACE_KEY);
    return all.find((link) => placeOf(link) === place && isInView(link));
  } catch {
    return undefined;
  }
}

function isInView(link: HTMLElement): boolean {
  const { top, bottom } = link.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

/** Whoever scrolled down begins there. */
const firstInView = (all: HTMLElement[]) => all.find((link) => link.getBoundingClientRect().top >= 0);
