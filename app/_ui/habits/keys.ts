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
  const at = current ? all.indexOf(current) : -1;
  const next = current ? all[at + by] : by === 1 ? (firstInView(all) ?? all[0]) : undefined;
  if (!next) return;
  next.focus({ preventScroll: true });
  next.closest("article")?.scrollIntoView({ block: "nearest" });
}

/** Whoever scrolled down begins there. */
const firstInView = (all: HTMLElement[]) => all.find((link) => link.getBoundingClientRect().top >= 0);
