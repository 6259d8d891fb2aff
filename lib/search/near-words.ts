/** Words of the vocabulary that a reader may have meant by one that no article has. */
import type { Db } from "@/db/client";
import { liveWords, similarWords, spelledWords, type WordCount } from "@/db/search-words";
import { SAMPLES } from "./lexemes";
import { typosAllowed, typosBetween } from "./typos";

/** Alternatives for one word. */
const MAX_NEAR = 6;
/** Two typos leave this much of a word of nine letters. */
const LEAST_SIMILARITY = 0.22;
const MAX_SIMILAR = 200;

const ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ", "αβγδεζηθικλμνξοπρσςτυφχψω"];

/** More candidates are not looked up in the documents. */
const MAX_LOOKED_UP = 24;

/**
 * Words of live articles with as many typos between as are allowed, the nearest and then the most frequent first. Call
 * it within `searching`.
 * @param asBeginning whether the word may be the beginning of what was meant
 */
export async function nearWords(
  db: Db,
  word: string,
  { asBeginning, now }: { asBeginning: boolean; now: Date },
): Promise<string[]> {
  const allowed = typosAllowed(word);
  if (allowed === 0) return [];
  // Words of what is not published yet, or not any more, must not show: each choice is made among live ones.
  const live = async (found: Candidate[]) => {
    const others = found.filter((each) => each.word !== word).sort(byNearness);
    const some = [...new Map(others.map((each) => [each.word, each])).values()].slice(0, MAX_LOOKED_UP);
    const standing = await liveWords(db, some, { now, sample: SAMPLES[1].lexeme });
    return some.flatMap((each) => (standing.has(each.word) ? [each.word] : [])).slice(0, MAX_NEAR);
  };
  for (const asBeginnings of asBeginning ? [false, true] : [false]) {
    const spelled = await spelledWords(db, spellings(word), { asBeginnings });
    const near = await live(spelled.map((each) => ({ ...each, typos: 1 })));
    if (near.length > 0) return near;
  }
  const similar = await similarWords(db, word, { least: LEAST_SIMILARITY, farther: allowed, most: MAX_SIMILAR });
  const measured = similar.map((each) => ({ ...each, typos: typosBetween(word, each.word, allowed) }));
  return live(measured.filter(({ typos }) => typos <= allowed));
}

type Candidate = WordCount & { typos: number };

const byNearness = (a: Candidate, b: Candidate) =>
  a.typos - b.typos || b.articles - a.articles || (a.word < b.word ? -1 : 1);

/** All spellings one typo away: some hundreds, of the longest words up to two thousand, which an index answers faster than any measure of likeness. */
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
