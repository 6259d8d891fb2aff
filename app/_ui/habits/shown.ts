/** Keeps what the page says in step with what the reader saved and muted. */
import { cardAround } from "./card";
import { followKept, mutes, savedArticles } from "./kept";

/** How many articles of a page are muted, and how many are left. */
export type MuteCount = { hidden: number; shown: number };

/** `tell` hears how many articles of the page are muted. Gives what ends it. */
export function followShown(tell: (count: MuteCount) => void): () => void {
  const refresh = () => {
    markSaved();
    countCoverage();
    closeGaps();
    tell(mutes().length === 0 ? { hidden: 0, shown: 0 } : countMuted());
  };
  // The search page changes its results in place.
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(bringsArticles))) refresh();
  });
  const main = document.querySelector("main");
  if (main) observer.observe(main, { childList: true, subtree: true });
  const stop = followKept(refresh);
  refresh();
  return () => {
    observer.disconnect();
    stop();
  };
}

const bringsArticles = (node: Node) => node instanceof Element && node.querySelector("[data-save], [data-id]") !== null;

function markSaved(): void {
  const saved = new Set(savedArticles().map(({ slug }) => slug));
  for (const button of document.querySelectorAll("[data-save]")) {
    const is = String(saved.has(cardAround(button)?.slug ?? ""));
    if (button.getAttribute("aria-pressed") !== is) button.setAttribute("aria-pressed", is);
  }
}

/** In place of names, the search says how many match. */
const COUNTED = /\bmatch(es)?\b/;

const isHidden = (element: Element) => getComputedStyle(element).display === "none";

function countMuted(): MuteCount {
  const articles = [...document.querySelectorAll("main article[data-id]")];
  const hidden = articles.filter(isHidden).length;
  return { hidden, shown: articles.length - hidden };
}

/** Texts as they came, to be counted from anew. */
const asCame = new WeakMap<Text, string>();

/** "+6 sources" and who: without those that are muted. A story's coverage that is muted whole has no line. */
function countCoverage(): void {
  for (const folded of document.querySelectorAll<HTMLElement>("details.more, .lead-also")) {
    const items = [...folded.querySelectorAll("li[data-id]")];
    const left = items.filter((item) => !isHidden(item));
    const count = folded.querySelector("summary > b, h2");
    const names = folded.querySelector("summary > span");
    folded.classList.toggle("is-muted", items.length > 0 && left.length === 0);
    rewrite(count, (text) => text.replace(/\d+/, (all) => String(Number(all) - (items.length - left.length))));
    rewrite(names, (text) => (left.length === items.length || COUNTED.test(text) ? text : namesOf(left)));
  }
}

/** A day without an article has no heading, and one of a pair alone has the whole row. */
function closeGaps(): void {
  for (const group of document.querySelectorAll(".day, .brief, .pair")) {
    const items = [...group.querySelectorAll("article[data-id]")];
    const left = items.filter((item) => !isHidden(item)).length;
    group.classList.toggle("is-muted", items.length > 0 && left === 0);
    group.classList.toggle("is-one", left === 1 && items.length > 1);
  }
}

const namesOf = (items: Element[]) => [...new Set(items.map((item) => nameIn(item)))].join(", ");
const nameIn = (item: Element) => item.querySelector(".src")?.firstChild?.textContent?.trim() ?? "";

/** React gave the number and the words each a text of their own; the first of them is the one that counts. */
function rewrite(element: Element | null, change: (text: string) => string): void {
  const texts = [...(element?.childNodes ?? [])].filter((node) => node instanceof Text);
  const text = texts.find((one) => /\d/.test(asCame.get(one) ?? one.data)) ?? texts[0];
  if (!text) return;
  const came = asCame.get(text) ?? text.data;
  asCame.set(text, came);
  const said = change(came);
  if (text.data !== said) text.data = said;
}
