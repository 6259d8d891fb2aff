/** Dates as people write them in a search. Pure: pass `now` and the zone in. */
import { dateFormat } from "../date-format";
import { DAY_MS } from "../time";
import { startOfDay } from "../zone";

/** From (inclusive) until (exclusive); a moment when both are the same. */
export type Span = { from: Date; until: Date };
type Clock = { now: Date; timeZone: string };

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const UNITS: Record<string, "day" | "week" | "month" | "year"> = { d: "day", w: "week", m: "month", y: "year" };
/** Beyond them Postgres and JavaScript write dates differently. */
const FIRST_YEAR = 1000;
const LAST_YEAR = 9998;
const MAX_AGO = 1000;

const NUMERIC = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/;
const AGO = /^(\d{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)(?: ago)?$/;

/**
 * What `2023`, `2023-05`, `2023-05-31`, `today`, `yesterday`, `monday`, `last week`, `this month`, `7d`, `3 months ago`,
 * `may` or `may 2023` stand for; null when it is none of them. `-` and `_` may stand for spaces.
 */
export function spanOf(text: string, clock: Clock): Span | null {
  const said = text.trim().toLowerCase();
  const numeric = said.match(NUMERIC);
  if (numeric) return calendar(Number(numeric[1]), numeric[2], numeric[3], clock.timeZone);
  const plain = said.replace(/[-_\s]+/g, " ");
  return daysAround(plain, clock) ?? agoOf(plain, clock) ?? monthOf(plain, clock);
}

/** Whether the text is a date, whatever the day. */
export const isDate = (text: string): boolean => spanOf(text, { now: new Date(0), timeZone: "UTC" }) !== null;

function calendar(
  year: number,
  monthText: string | undefined,
  dayText: string | undefined,
  timeZone: string,
): Span | null {
  const month = monthText === undefined ? null : Number(monthText);
  const day = dayText === undefined ? null : Number(dayText);
  if (year < FIRST_YEAR || year > LAST_YEAR || (month !== null && (month < 1 || month > 12))) return null;
  if (month === null) return between([year, 1, 1], [year + 1, 1, 1], timeZone);
  if (day === null) return between([year, month, 1], [year, month + 1, 1], timeZone);
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > daysInMonth ? null : between([year, month, day], [year, month, day + 1], timeZone);
}

type Ymd = [year: number, month: number, day: number];
const between = (from: Ymd, until: Ymd, timeZone: string): Span => ({
  from: startOfDay(...from, timeZone),
  until: startOfDay(...until, timeZone),
});

function daysAround(plain: string, { now, timeZone }: Clock): Span | null {
  const { year, month, day, weekday } = today(now, timeZone);
  const days = (first: number, length = 1) =>
    between([year, month, day + first], [year, month, day + first + length], timeZone);
  const monday = -((weekday + 6) % 7);
  const named = DAYS.findIndex((name) => name === plain || name.slice(0, 3) === plain);
  if (named >= 0) return days(-((weekday - named + 6) % 7) - 1);
  switch (plain) {
    case "today":
    case "now":
      return days(0);
    case "yesterday":
      return days(-1);
    case "this week":
      return days(monday, 7);
    case "last week":
    case "lastweek":
      return days(monday - 7, 7);
    case "this month":
      return between([year, month, 1], [year, month + 1, 1], timeZone);
    case "last month":
    case "lastmonth":
      return between([year, month - 1, 1], [year, month, 1], timeZone);
    case "this year":
      return between([year, 1, 1], [year + 1, 1, 1], timeZone);
    case "last year":
    case "lastyear":
      return between([year - 1, 1, 1], [year, 1, 1], timeZone);
    default:
      return null;
  }
}

function agoOf(plain: string, { now, timeZone }: Clock): Span | null {
  const match = plain.match(AGO);
  if (!match) return null;
  const count = Number(match[1]);
  const unit = UNITS[match[2]?.[0] ?? ""];
  if (count > MAX_AGO) return null;
  if (unit === "day" || unit === "week") {
    const at = new Date(now.getTime() - count * (unit === "week" ? 7 : 1) * DAY_MS);
    return { from: at, until: at };
  }
  const { year, month, day } = today(now, timeZone);
  const months = unit === "year" ? count * 12 : count;
  const first = new Date(Date.UTC(year, month - 1 - months, 1));
  const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  if (first.getUTCFullYear() < FIRST_YEAR) return null;
  const at = startOfDay(first.getUTCFullYear(), first.getUTCMonth() + 1, Math.min(day, daysInMonth), timeZone);
  return { from: at, until: at };
}

/** `may` is the last one that has begun. */
function monthOf(plain: string, { now, timeZone }: Clock): Span | null {
  const [first = "", second, ...rest] = plain.split(" ");
  if (rest.length > 0) return null;
  const [name, yearText] = /^\d{4}$/.test(first) ? [second ?? "", first] : [first, second];
  const month = MONTHS.findIndex((full) => full === name || full.slice(0, 3) === name) + 1;
  if (month === 0) return null;
  if (yearText !== undefined)
    return /^\d{4}$/.test(yearText) ? calendar(Number(yearText), String(month), undefined, timeZone) : null;
  const current = today(now, timeZone);
  return calendar(month <= current.month ? current.year : current.year - 1, String(month), undefined, timeZone);
}

function today(now: Date, timeZone: string): { year: number; month: number; day: number; weekday: number } {
  const parts = dateFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
  }).formatToParts(now);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const [year, month, day] = [read("year"), read("month"), read("day")];
  return { year, month, day, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() };
}
