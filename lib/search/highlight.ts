/** Marks what matched, as data: whoever shows it decides how, and nothing becomes markup by accident. */
import type { Term } from "./port";
import { soughtTokens, stem, type Token, tokens } from "./tokens";
import { typosAllowed, typosBetween } from "./typos";

export type Segment = { text: string; mark: boolean };

/** Shorter beginnings would mark half a page. */
const SHORTEST_PREFIX = 3;

/** The texts in pieces, in order; joined they give each text again. */
export function highlight<const T extends readonly string[]>(texts: T, terms: Term[]): { [K in keyof T]: Segment[] } {
  const all = texts.map((text) => ({ text, tokens: tokens(text), marked: new Set<Token>() }));
  for (const term of terms) {
    if (term.not) continue;
    const sought = soughtTokens(term.text);
    const where = term.title ? all.slice(0, 1) : all;
    const areNeighbours = term.phrase || sought.some((token) => token.sign);
    if (areNeighbours || sought.length > 1) for (const one of where) markNeighbours(one, sought);
    if (areNeighbours) continue;
    for (const { text } of sought) markWord(where, text);
  }
  return all.map(({ text, tokens: found, marked }) =>
    segments(
      text,
      found.filter((token) => marked.has(token)),
    ),
  ) as {
    [K in keyof T]: Segment[];
  };
}

type Marking = { tokens: Token[]; marked: Set<Token> };

function markNeighbours({ tokens: found, marked }: Marking, sought: Token[]): void {
  if (sought.length === 0) return;
  for (let at = 0; at + sought.length <= found.length; at++) {
    const span = found.slice(at, at + sought.length);
    if (span.every((token, index) => token.text === sought[index]?.text)) for (const token of span) marked.add(token);
  }
}

/** The word, its other forms and what begins with it; where there is none of these, what it may be a typo of. */
function markWord(where: Marking[], word: string): void {
  const mark = (matches: (text: string) => boolean) => {
    let any = false;
    for (const { tokens: found, marked } of where) {
      for (const token of found) {
        if (token.sign || !matches(token.text)) continue;
        marked.add(token);
        any = true;
      }
    }
    return any;
  };
  const base = stem(word);
  const isLong = word.length >= SHORTEST_PREFIX;
  // Forms of a word begin alike, and making a stem takes long.
  const beginning = word.slice(0, 2);
  const isForm = (text: string) => text.startsWith(beginning) && stem(text) === base;
  if (mark((text) => text === word || (isLong && text.startsWith(word)) || isForm(text))) return;
  const typos = typosAllowed(word);
  if (typos === 0) return;
  mark(
    (text) =>
      typosBetween(word, text, typos) <= typos || typosBetween(word, text.slice(0, word.length), typos) <= typos,
  );
}

function segments(text: string, marked: Token[]): Segment[] {
  const pieces: Segment[] = [];
  let end = 0;
  const push = (piece: string, mark: boolean) => {
    const last = pieces.at(-1);
    if (piece === "") return;
    if (last?.mark === mark) last.text += piece;
    else pieces.push({ text: piece, mark });
  };
  for (const token of marked.toSorted((a, b) => a.start - b.start)) {
    push(text.slice(end, Math.max(end, token.start)), false);
    push(text.slice(Math.max(end, token.start), token.end), true);
    end = Math.max(end, token.end);
  }
  push(text.slice(end), false);
  return pieces;
}
