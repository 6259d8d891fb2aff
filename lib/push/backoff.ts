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

/** Nobody there, or too busy: whatever is sent fails as well, and waits. */
const AWAY = new Set([429, 502, 503, 504]);
export const isAwayStatus = (status: number | null): boolean => status === null || AWAY.has(status);

/** Who asks for more patience than this gets so much: it may be a mistake. */
export const MAX_RETRY_AFTER_MS = 6 * HOUR_MS;

/** How long the other side asks us to wait, in ms, within bounds; 0: it does not say. RFC 9110, 10.2.3 */
export function retryAfterMs(header: string | null | undefined, now: Date): number {
  const text = header?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(ms) ? 0 : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}

/** Ended messages are kept for so long, and so many of each webhook. */
export const KEPT_MS = 30 * DAY_MS;
export const KEPT_MESSAGES = 10_000;
