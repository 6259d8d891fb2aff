/** When what failed is tried again: over about a day, then it is given up. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time";

/** After the first failure, the second, and so on: 24 hours in all. */
const WAITS_MS = [
  5_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  8.5 * HOUR_MS,
];

/** The first one included. */
export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** How long to wait after so many failures, in ms; null: give up. */
export const waitAfter = (attempts: number): number | null => WAITS_MS[attempts - 1] ?? null;

/** The moment of the next attempt; null: give up. */
export function againAt(attempts: number, now: Date): Date | null {
  const waitMs = waitAfter(attempts);
  return waitMs === null ? null : new Date(now.getTime() + waitMs);
}

/** Ended messages are kept for so long, and so many of each webhook. */
export const KEPT_MS = 30 * DAY_MS;
export const KEPT_MESSAGES = 10_000;
