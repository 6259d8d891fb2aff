/** Reads what was typed into the search box. Any text is a query. */
import type { Term } from "./port";

/** Longer input is cut: nobody types it, and every term costs. */
export const MAX_QUERY_LENGTH = 400;
const MAX_TERMS = 24;
const TERM = /(-?)"([^"]*)"?|(\S+)/gu;
const HAS_SIGN = /[\p{L}\p{N}]/u;

/** Words, `"phrases"` and `-unwanted` ones, in their order. What holds no letter or digit is left out. */
export function parseQuery(input: string): Term[] {
  const terms: Term[] = [];
  for (const [, minus, phrase, word] of tidy(input).matchAll(TERM)) {
    const not = word === undefined ? minus === "-" : word.length > 1 && word.startsWith("-");
    const text = (phrase ?? (not ? word?.slice(1) : word) ?? "").trim();
    if (HAS_SIGN.test(text)) terms.push({ text, phrase: phrase !== undefined, not });
  }
  return terms.slice(0, MAX_TERMS);
}

/** The input as it is kept and shown: on one line, without control characters, not too long. */
export function tidy(input: string): string {
  return input
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .slice(0, MAX_QUERY_LENGTH)
    .toWellFormed()
    .trim();
}
