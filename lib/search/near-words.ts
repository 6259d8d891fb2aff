/** Words of the vocabulary that a reader may have meant by one that no article has. */
import type { Db } from "@/db/client";
import { similarWords, spelledWords } from "@/db/search-words";
import { typosAllowed, typosBetween } from "./typos";

/** Alternatives for one word. */
const MAX_NEAR = 6;
/** Two typos leave this much of a word of nine letters. */
const LEAST_SIMILARITY = 0.22;
const MAX_SIMILAR = 200;

const ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", "αβγδεζηθικλμνξοπρσςτυφχψω"];

/**
 * Words with as many typos between as are allowed, the nearest and then the most frequent first.
 * @param asBeginning whether the word may be the beginning of what was meant
 */
export async function nearWords(db: Db, word: string, { asBeginning }: { asBeginning: boolean }): Promise<string[]> {
  const allowed = typosAllowed(word);
  if (allowed === 0) return [];
  const near = await spelledWords(db, spellings(word), { asBeginnings: false });
  if (near.length === 0 && asBeginning) near.push(...(await spelledWords(db, spellings(word), { asBeginnings: true })));
  const found = near.map((each) => ({ ...each, typos: 1 }));
  if (found.length === 0) {
    const similar = await similarWords(db, word, { least: LEAST_SIMILARITY, farther: allowed, most: MAX_SIMILAR });
    for (const each of similar) {
      const typos = typosBetween(word, each.word, allowed);
      if (typos <= allowed) found.push({ ...each, spelling: each.word, typos });
    }
  }
  found.sort((a, b) => a.typos - b.typos || b.articles - a.articles || (a.word < b.word ? -1 : 1));
  return [...new Set(found.map((each) => each.word))].filter((each) => each !== word).slice(0, MAX_NEAR);
}

/** All spellings one typo away: less than a thousand, which an index answers faster than any measure of likeness. */
export function spellings(word: string): string[] {
  const letters = [...word];
  const alphabet = [
    ...new Set([...(ALPHABETS.find((each) => letters.some((letter) => each.includes(letter))) ?? ""), ...letters]),
  ];
  const all = new Set<string>();
  for (let at = 0; at <= letters.length; at++) {
    const [before, after] = [letters.slice(0, at).join(""), letters.slice(at + 1).join("")];
    const [letter, next] = [letters[at], letters[at + 1]];
    for (const other of alphabet) {
      if (letter !== undefined) all.add(before + other + after);
      all.add(before + other + (letter ?? "") + after);
    }
    if (letter === undefined) continue;
    all.add(before + after);
    if (next !== undefined) all.add(before + next + letter + letters.slice(at + 2).join(""));
  }
  all.delete(word);
  return [...all];
}
