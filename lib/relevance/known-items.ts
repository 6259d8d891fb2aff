/**
 * Queries made from articles, each of which should find its article first: some words of the title, as somebody types
 * who remembers it. A query that another article answers as fully is left out, so that an engine can get all right.
 */
import type { SourceRow } from "@/db/search-documents";
import { plainText } from "../plain-text";
import { randomFrom } from "../random";
import { mayBeMistyped, tokens } from "../search/tokens";
import { typosAllowed } from "../search/typos";
import { mistype, type Random } from "./mistype";
import type { Case } from "./score";
import { inAll, type WordIndex, wordIndex } from "./word-index";

/** `clean`: the words; `typo`: a typo in the longest one; `prefix`: the last one cut to its beginning. */
export const KNOWN_KINDS = ["clean", "typo", "prefix"] as const;
export type KnownKind = (typeof KNOWN_KINDS)[number];

export type KnownItems = {
  cases: Case[];
  leftOut: Record<KnownKind, number>;
};

/** A word as typed and as searched. `C++` is searched as letters, but nobody mistypes those. */
type Word = { typed: string; word: string };
const isLetters = ({ typed, word }: Word) => /^[\p{L}\p{M}'’]+$/u.test(typed) && mayBeMistyped(word);

const MIN_WORDS = 2;
const MAX_WORDS = 4;
const MIN_LENGTH = 3;
/** Words that more than this part of the articles have say little. */
const COMMON = 0.25;

/**
 * Up to three queries for each article.
 * @param seed the same seed and articles give the same queries
 * @param words whether the rarest of a title's words are taken, or any
 */
export function knownItems(rows: SourceRow[], { seed, words }: { seed: string; words: "rarest" | "any" }): KnownItems {
  const index = wordIndex(rows);
  const leftOut = { clean: 0, typo: 0, prefix: 0 };
  const cases = rows.flatMap((row) => {
    const random = randomFrom(`${seed} ${row.title}`);
    const sought = soughtWords(row, index, words, random);
    return KNOWN_KINDS.flatMap((kind): Case[] => {
      const q = queryOf(kind, sought, row.id, index, random);
      if (q !== null) return [{ set: "made", kind, q, right: [row.id] }];
      leftOut[kind] += 1;
      return [];
    });
  });
  return { cases: KNOWN_KINDS.flatMap((kind) => cases.filter((one) => one.kind === kind)), leftOut };
}

/** Words of the title, or where it has too few, of the excerpt, in the order in which they stand there. */
function soughtWords({ title, excerpt }: SourceRow, index: WordIndex, which: "rarest" | "any", random: Random): Word[] {
  const found = informative(title, index);
  const candidates = found.length >= MIN_WORDS ? found : informative(`${title} ${excerpt}`, index);
  const count = MIN_WORDS + Math.floor(random() * (MAX_WORDS - MIN_WORDS + 1));
  const chosen = candidates
    .map((word) => ({ word, order: which === "any" ? random() : index.having(word.word).size }))
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ word }) => word);
  return candidates.filter((word) => chosen.includes(word));
}

function informative(source: string, index: WordIndex): Word[] {
  const text = plainText(source);
  const all = tokens(text)
    .map(({ text: word, start, end }) => ({ word, typed: text.slice(start, end).toLowerCase() }))
    .filter(
      ({ word }) => [...word].length >= MIN_LENGTH && index.having(word).size <= Math.max(index.articles * COMMON, 1),
    );
  return [...new Map(all.map((word) => [word.word, word])).values()];
}

/** Null where no such query can be made, or where it has another answer. */
function queryOf(kind: KnownKind, sought: Word[], id: number, index: WordIndex, random: Random): string | null {
  const last = sought.at(-1);
  if (sought.length < MIN_WORDS || !last) return null;
  if (kind === "clean") {
    const isAnswer = inAll(sought.map(({ word }) => index.having(word)));
    return onlyOne(isAnswer, id) ? sought.map(({ typed }) => typed).join(" ") : null;
  }
  const original = kind === "typo" ? longest(sought) : last;
  const changed = original && (kind === "typo" ? mistyped(original.word, random) : cut(original, random));
  if (!changed) return null;
  const holders = sought.map((one) => {
    if (one !== original) return index.having(one.word);
    const nearly = kind === "typo" ? index.havingNearly(changed) : [];
    // The last word of a query is a beginning, too.
    return new Set([...nearly, ...(one === last ? index.havingBeginning(changed) : [])]);
  });
  return onlyOne(inAll(holders), id) ? sought.map((one) => (one === original ? changed : one.typed)).join(" ") : null;
}

const onlyOne = (ids: number[], id: number) => ids.every((other) => other === id);

function longest(sought: Word[]): Word | undefined {
  return sought.filter(isLetters).sort((a, b) => b.word.length - a.word.length)[0];
}

/** Null where the word that results is so short that no engine forgives typos in it. */
function mistyped(word: string, random: Random): string | null {
  const typed = mistype(word, random);
  return typed !== null && typosAllowed(typed) > 0 ? typed : null;
}

/** At least three letters of it, and less than all. */
function cut(sought: Word, random: Random): string | null {
  const letters = [...sought.word];
  if (!isLetters(sought) || letters.length <= MIN_LENGTH) return null;
  return letters.slice(0, MIN_LENGTH + Math.floor(random() * (letters.length - MIN_LENGTH))).join("");
}
