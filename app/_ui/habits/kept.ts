/** What the reader saved and muted. It stays in this browser: nothing of it is ever sent. */

/** An article to read later. `at`: when it was saved, in ms since 1970. */
export type Saved = { slug: string; title: string; provider: string; domain: string; at: number };
/** What the reader does not want to see. `id`: domain, topic id or the word itself. */
export type Mute = { kind: "provider" | "topic" | "word"; id: string; name: string };

/** Names in localStorage; the mute script reads the second one. */
const SAVED_KEY = "reading-list";
const MUTES_KEY = "mutes";
const KEYS_KEY = "reader-keys";
const MAX_SAVED = 500;
const MAX_MUTES = 200;
export const MAX_WORD_LENGTH = 80;
/** Told on the window after each change here; other tabs hear `storage`. */
export const CHANGED = "kept";

const isSaved = (one: unknown): one is Saved => {
  const { slug, title, provider, domain, at } = (one ?? {}) as Saved;
  return [slug, title, provider, domain].every((text) => typeof text === "string") && typeof at === "number";
};
const isMute = (one: unknown): one is Mute => {
  const { kind, id, name } = (one ?? {}) as Mute;
  return ["provider", "topic", "word"].includes(kind) && typeof id === "string" && typeof name === "string";
};

function read<T>(key: string, isOne: (one: unknown) => one is T): T[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(list) ? list.filter(isOne) : [];
  } catch {
    return [];
  }
}

/** False where the browser keeps nothing, or is full. */
function write(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    return false;
  }
  dispatchEvent(new Event(CHANGED));
  return true;
}

/** Latest first. */
export const savedArticles = () => read(SAVED_KEY, isSaved);
export const isKept = (slug: string) => savedArticles().some((saved) => saved.slug === slug);

/** Beyond 500 the oldest goes. */
export const saveArticle = (article: Saved) =>
  write(SAVED_KEY, [article, ...savedArticles().filter(({ slug }) => slug !== article.slug)].slice(0, MAX_SAVED));
export const unsaveArticle = (slug: string) =>
  write(
    SAVED_KEY,
    savedArticles().filter((saved) => saved.slug !== slug),
  );

const isSame = (a: Mute, b: Mute) => a.kind === b.kind && a.id === b.id;

export const mutes = () => read(MUTES_KEY, isMute);
export const mute = (one: Mute) =>
  write(MUTES_KEY, [one, ...mutes().filter((other) => !isSame(one, other))].slice(0, MAX_MUTES));
export const unmute = (one: Mute) =>
  write(
    MUTES_KEY,
    mutes().filter((other) => !isSame(one, other)),
  );

/** A word as it is kept: on one line, in lower case; null without one. */
export function mutedWord(text: string): Mute | null {
  const word = text.replace(/\s+/g, " ").trim().slice(0, MAX_WORD_LENGTH);
  return word ? { kind: "word", id: word.toLowerCase(), name: word } : null;
}

const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** As the mute script finds words: whole ones, whatever their case and accents. */
export function hasWord(text: string, word: string): boolean {
  const sought = folded(word).replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${sought}(?![\\p{L}\\p{N}])`, "u").test(folded(text));
}

/** Keys of readers are on unless somebody turned them off: who speaks to the computer may press some by mistake. */
export function keysAreOn(): boolean {
  try {
    return localStorage.getItem(KEYS_KEY) !== '"off"';
  } catch {
    return true;
  }
}
export const turnKeys = (to: "on" | "off") => write(KEYS_KEY, to);

/** Calls at each change, here or in another tab; gives what ends it. */
export function followKept(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  addEventListener("storage", changed);
  return () => {
    removeEventListener(CHANGED, changed);
    removeEventListener("storage", changed);
  };
}
