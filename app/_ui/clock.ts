import { dateFormat } from "@/lib/date-format";
import { age, DAY_MS, HOUR_MS, MINUTE_MS, type Place } from "@/lib/time";

/** What ages and dates on a page are reckoned from: the read's time, and the site's zone and language. */
export type Clock = Place & { now: Date };

const DATE_FROM_MS = 7 * DAY_MS;

/** As `age`, and at the same steps, in little space: `now`, `12 min`, `3 h`, `2 d`, `3 Nov`. */
export function shortAge(at: Date, { now, ...place }: Clock): string {
  const passed = now.getTime() - at.getTime();
  if (passed >= DATE_FROM_MS || passed < -MINUTE_MS) return dayAndMonth(at, now, place);
  if (passed < MINUTE_MS) return "now";
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min`;
  if (passed < 2 * DAY_MS) return `${Math.floor(passed / HOUR_MS)} h`;
  return `${Math.floor(passed / DAY_MS)} d`;
}

export const longAge = (at: Date, { now, ...place }: Clock) => age(at, now, place);

/** `3 Nov`; in another year `Nov 2024`. */
function dayAndMonth(at: Date, now: Date, { locale, timeZone }: Place): string {
  const year = dateFormat("en", { timeZone, year: "numeric" });
  const rest = year.format(at) === year.format(now) ? ({ day: "numeric" } as const) : ({ year: "numeric" } as const);
  return dateFormat(locale, { timeZone, month: "short", ...rest }).format(at);
}

/** Consecutive items of the same day in the site's time zone, each group with its day in words. */
export function byDay<T extends { publishedAt: Date }>(
  items: T[],
  { timeZone, locale }: Place,
): { day: string; items: T[] }[] {
  const groups: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dateFormat(locale, {
      timeZone,
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }).format(item.publishedAt);
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
