/** How many articles there are by year, or by month of the year that is chosen. */
import { dateFormat } from "@/lib/date-format";
import { spanOf } from "@/lib/search/dates";
import type { SearchFilters, ValueCount } from "@/lib/search/port";
import { dated, type SearchState } from "./address";

type Dates = Pick<SearchFilters, "from" | "until">;
type Place = { timeZone: string; locale: string; now: Date };

export type Bar = { value: string; label: string; count: number; isChosen: boolean; href: string };
export type Histogram = {
  bars: Bar[];
  /** The year whose months these are. */
  year: { name: string; before: string; after: string; all: string; whole: string | null } | null;
};

/** Wider gaps than this between years are left as they are. */
const MAX_YEARS = 40;

/** The year that holds all of the dates asked for. */
export function chosenYear({ from, until }: Dates, timeZone: string): string | null {
  if (!from || !until || until <= from) return null;
  const yearOf = (at: Date) => dateFormat("en", { timeZone, year: "numeric" }).format(at);
  const year = yearOf(from);
  return year === yearOf(new Date(until.getTime() - 1)) ? year : null;
}

type Counts = { year: ValueCount[]; month: ValueCount[] };

/** Null where there is nothing to compare. Months only where the engine counted them. */
export function histogram(state: SearchState, counts: Counts, dates: Dates, place: Place): Histogram | null {
  const year = chosenYear(dates, place.timeZone);
  const months = year ? monthsOf(year, counts.month) : [];
  const isByMonth = year !== null && months.some(({ count }) => count > 0);
  const values = isByMonth ? months : withoutGaps(counts.year);
  if (!isByMonth && values.length < 2 && !dates.from && !dates.until) return null;
  if (values.length === 0) return null;
  const inside = values.map(({ value }) => isInside(value, dates, place));
  const chosen = inside.filter(Boolean).length;
  const bars = values.map(({ value, count }, index) => {
    const isChosen = inside[index] ?? false;
    const isOnly = isChosen && chosen === 1;
    // Once more on what is chosen alone: back to the year, or to all years.
    const to = isOnly ? (isByMonth ? year : null) : value;
    return {
      value,
      count,
      isChosen: isChosen && !(isByMonth && chosen === 12),
      label: labelOf(value, place),
      href: dated(state, to, to),
    };
  });
  return { bars, year: isByMonth ? around(state, year, chosen < 12) : null };
}

function around(state: SearchState, year: string, isPart: boolean): Histogram["year"] {
  const other = (step: number) => String(Number(year) + step);
  return {
    name: year,
    before: dated(state, other(-1), other(-1)),
    after: dated(state, other(1), other(1)),
    all: dated(state, null, null),
    whole: isPart ? dated(state, year, year) : null,
  };
}

function isInside(value: string, { from, until }: Dates, { timeZone, now }: Place): boolean {
  const span = spanOf(value, { timeZone, now });
  if (!span || (!from && !until)) return false;
  return (!until || span.from < until) && (!from || span.until > from);
}

function monthsOf(year: string, counts: ValueCount[]): ValueCount[] {
  return Array.from({ length: 12 }, (_, index) => {
    const value = `${year}-${String(index + 1).padStart(2, "0")}`;
    return { value, count: counts.find((month) => month.value === value)?.count ?? 0 };
  });
}

function withoutGaps(counts: ValueCount[]): ValueCount[] {
  const years = counts.map(({ value }) => Number(value)).sort((a, b) => a - b);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (last - first >= MAX_YEARS) return counts;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = String(first + index);
    return { value, count: counts.find((year) => year.value === value)?.count ?? 0 };
  });
}

/** `2024`; of months `May`. */
function labelOf(value: string, { locale }: Place): string {
  const [year, month] = value.split("-").map(Number);
  if (!year || !month) return value;
  return dateFormat(locale, { timeZone: "UTC", month: "short" }).format(new Date(Date.UTC(year, month - 1, 15)));
}
