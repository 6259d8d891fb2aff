/** How keys make a score: a digit is its tens, a second digit the ones, Shift adds a hundred. Pure. */

/** A score being typed; `tens` while a second digit would be its ones. */
export type Typed = { score: number; tens: boolean };

/** 8 then 7 is 87; 0 is 100, and so is Shift with a digit a hundred more. A digit after two begins anew. */
export function typeDigit(before: Typed | null, digit: number, shift: boolean): Typed {
  if (before?.tens && !shift) return { score: before.score + digit, tens: false };
  const tens = digit === 0 ? 100 : digit * 10 + (shift ? 100 : 0);
  return { score: tens, tens: true };
}

/** Where a slider ends; scores themselves go beyond. */
export const SLIDER_MAX = 150;

/** One step up or down, from `start` where there is no score yet. */
export function step(score: number | null, by: number, start: number): number {
  return Math.max(0, score === null ? start : score + by);
}
