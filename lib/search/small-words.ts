/** Words that questions are made of, and that say nothing of what is sought. */
import type { Term } from "./port";
import { words } from "./tokens";

const SMALL = new Set(
  `a about an and any are as at be been being between but by can could did do does for from get had has have how i if in
   into is it its me my of on or our should so some than that the their them there these they this to us was we were what
   when where which who whose why will with would you your`.split(/\s+/),
);

/** Whether a word says nothing by itself. */
export const isSmallWord = (word: string): boolean => SMALL.has(word);

/**
 * The terms without small words; null when none would go, or nothing stay. Only for a search that found nothing:
 * `who` may be the health organization, and `it` the trade.
 */
export function withoutSmallWords(terms: Term[]): { terms: Term[]; left: string[] } | null {
  const isSmall = ({ text, phrase, title, not }: Term) => {
    const [word = "", ...others] = words(text);
    return !phrase && !title && !not && others.length === 0 && SMALL.has(word);
  };
  const kept = terms.filter((term) => !isSmall(term));
  const left = terms.filter(isSmall).map(({ text }) => text);
  return left.length > 0 && kept.some(({ not }) => !not) ? { terms: kept, left } : null;
}
