/** Dates and ages as readers see them. Pure: pass `now`, zone and locale in. */
import { dateFormat } from "./date-format";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** From this age on a date says more than an age. */
const DATE_FROM_MS = 7 * DAY_MS;

export type Place = { locale: string; timeZone: string };

/** `just now`, `12 minutes ago`, `3 hours ago`, `2 days ago`, then `3 November` and, in other years, `3 November 2024`. */
export function age(at: Date, now: Date, place: Place): string {
  const passed = now.getTime() - at.getTime();
  if (passed >= DATE_FROM_MS || passed < -MINUTE_MS) return shortDate(at, now, place);
  if (passed < MINUTE_MS) return "just now";
  if (passed < HOUR_MS) return plural(Math.floor(passed / MINUTE_MS), "minute");
  if (passed < 2 * DAY_MS) return plural(Math.floor(passed / HOUR_MS), "hour");
  return plural(Math.floor(passed / DAY_MS), "day");
}

/** Whether `age` is an age, not a date. */
export const isRecent = (at: Date, now: Date) => now.getTime() - at.getTime() < DATE_FROM_MS;

/** When `age` says something else next, in ms since 1970; infinity when only a new year changes it. */
export function ageChangesAt(at: Date, now: Date): number {
  const passed = now.getTime() - at.getTime();
  if (passed >= DATE_FROM_MS) return Number.POSITIVE_INFINITY;
  if (passed < -MINUTE_MS) return at.getTime();
  const step = passed < HOUR_MS ? MINUTE_MS : passed < 2 * DAY_MS ? HOUR_MS : DAY_MS;
  return at.getTime() + (Math.floor(Math.max(passed, 0) / step) + 1) * step;
}

/** `3 November`, or with its year when that is not this year. */
export function shortDate(at: Date, now: Date, { locale, timeZone }: Place): string {
  const year = dateFormat("en", { timeZone, year: "numeric" });
  return dateFormat(locale, {
    timeZone,
    day: "numeric",
    month: "long",
    ...(year.format(at) === year.format(now) ? {} : { year: "numeric" }),
  }).format(at);
}

/** `Thursday 19 November 2026, 06:40` */
export function longDate(at: Date, { locale, timeZone }: Place): string {
  return dateFormat(locale, {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
}

/** `06:40` */
export function clock(at: Date, { locale, timeZone }: Place): string {
  return dateFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

function plural(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
