/** Days of a calendar. Pure. */

/** `day` is `2026-11-23`. */
export type Day = { day: string; articles: number };
type Calendar = { year: number; month: number; day: number };

/** The calendar day of a moment there. */
export function calendarDay(at: Date, timeZone: string): Calendar {
  const [year = 0, month = 0, day = 0] = at.toLocaleDateString("sv-SE", { timeZone }).split("-").map(Number);
  return { year, month, day };
}

/** The last `count` days up to `last`, oldest first, also those without any. */
export function everyDay(counted: Day[], last: Calendar, count: number): Day[] {
  const articles = new Map(counted.map((one) => [one.day, one.articles]));
  return Array.from({ length: count }, (_, index) => {
    const date = new Date(Date.UTC(last.year, last.month - 1, last.day - count + 1 + index));
    const day = date.toISOString().slice(0, 10);
    return { day, articles: articles.get(day) ?? 0 };
  });
}
