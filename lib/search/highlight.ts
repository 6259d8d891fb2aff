/** Marks what matched, as data: whoever shows it decides how, and nothing becomes markup by accident. */
import { fold } from "./fold";
import type { Term } from "./port";

export type Segment = { text: string; mark: boolean };

const WORD = /[\p{L}\p{N}]+/gu;
/** Shorter words must match whole. */
const SHORTEST_PREFIX = 3;
const ENDING = /(?:ies|es|s|ed|ing|'s)$/;

/** The text in pieces, in order; joined they give the text again. */
export function highlight(text: string, terms: Term[]): Segment[] {
  const wanted = terms.filter((term) => !term.not).flatMap((term) => wordsOf(term.text));
  const segments: Segment[] = [];
  let end = 0;
  const push = (piece: string, mark: boolean) => {
    const last = segments.at(-1);
    if (piece === "") return;
    if (last?.mark === mark) last.text += piece;
    else segments.push({ text: piece, mark });
  };
  for (const match of text.matchAll(WORD)) {
    const word = normal(match[0]);
    push(text.slice(end, match.index), false);
    push(
      match[0],
      wanted.some((term) => matches(word, term)),
    );
    end = match.index + match[0].length;
  }
  push(text.slice(end), false);
  return segments;
}

/** Same stem, or a word that begins with what was typed. */
function matches(word: string, term: string): boolean {
  if (word === term || stem(word) === stem(term)) return true;
  return term.length >= SHORTEST_PREFIX && word.startsWith(term);
}

const wordsOf = (text: string) => (text.match(WORD) ?? []).map(normal);
const normal = (word: string) => fold(word).toLowerCase();
const stem = (word: string) => (word.length > 4 ? word.replace(ENDING, "") : word);
