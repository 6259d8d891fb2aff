/** How far words are apart, and how far they may be to be taken for each other. */
import { mayBeMistyped } from "./tokens";

/** Shorter words must be right; one typo in these, two in longer ones: as Meilisearch has it. */
const ONE_TYPO_FROM = 5;
const TWO_TYPOS_FROM = 9;
/** Longer ones are no words that anybody types: looking for what they may be costs, and finds nothing. */
const NO_TYPO_ABOVE = 24;

/** Typos that a reader may make in this word. None in what holds a digit: 2020 is not 2021. */
export function typosAllowed(word: string): number {
  if (!mayBeMistyped(word)) return 0;
  const { length } = [...word];
  if (length > NO_TYPO_ABOVE) return 0;
  return length >= TWO_TYPOS_FROM ? 2 : length >= ONE_TYPO_FROM ? 1 : 0;
}

/**
 * Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment, Damerau 1964).
 * @returns more than `most` when it is more, whatever it is
 */
export function typosBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replaced, at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(before, j - 2) + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > most) return most + 1;
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;
