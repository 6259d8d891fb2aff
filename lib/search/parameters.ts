/** The parameters of search, as the page, the API and the feeds take them. */
import { startOfDay } from "../zone";
import { type SearchQuery, SORTS, type Sort } from "./port";
import { parseQuery, tidy } from "./query";

/** A parameter that could not be read: the API refuses it, pages leave it out and say so. */
export type Problem = { name: string; message: string };
export type SearchRequest = { q: string; query: SearchQuery; problems: Problem[] };

const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 200;
/** Ranked results beyond this many are not worth their cost; lists page without end. */
export const MAX_OFFSET = 10_000;
export const MAX_LIMIT = 100;
/** Beyond it Postgres and JavaScript write dates differently. */
const LAST_YEAR = 9998;
const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Reads `q`, `topic`, `provider`, `type`, `from`, `to`, `sort`, and paging by `limit` and `offset` or by `page`. */
export function searchRequest(
  parameters: URLSearchParams,
  { timeZone, pageSize }: { timeZone: string; pageSize: number },
): SearchRequest {
  const problems: Problem[] = [];
  const problem = (name: string, message: string) => {
    problems.push({ name, message });
    return null;
  };
  const values = (name: string) => {
    const all = parameters
      .getAll(name)
      .flatMap((value) => value.split(","))
      .map((value) => value.trim())
      .filter(Boolean);
    if (all.length <= MAX_VALUES && all.every((value) => value.length <= MAX_VALUE_LENGTH && !value.includes("\0")))
      return all;
    problem(name, `takes at most ${MAX_VALUES} values of at most ${MAX_VALUE_LENGTH} characters`);
    return [];
  };
  const day = (name: string, edge: "start" | "end") => {
    const text = parameters.get(name);
    if (!text) return null;
    return (
      dayOf(text, edge, timeZone) ?? problem(name, "must be a day (2024-05-31), a month (2024-05) or a year (2024)")
    );
  };
  const whole = (name: string, lowest: number, highest: number, otherwise: number) => {
    const text = parameters.get(name);
    if (!text) return otherwise;
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    problem(name, `must be a whole number from ${lowest} to ${highest}`);
    return otherwise;
  };
  const sort = parameters.get("sort") || "relevance";
  if (!isSort(sort)) problem("sort", `must be one of ${SORTS.join(", ")}`);
  const limit = whole("limit", 0, MAX_LIMIT, pageSize);
  const page = whole("page", 1, Math.floor(MAX_OFFSET / Math.max(limit, 1)), 1);
  const q = tidy(parameters.get("q") ?? "");
  return {
    q,
    problems,
    query: {
      terms: parseQuery(q),
      filters: {
        topics: values("topic"),
        providers: values("provider").map((domain) => domain.toLowerCase()),
        types: values("type"),
        from: day("from", "start"),
        until: day("to", "end"),
      },
      sort: isSort(sort) ? sort : "relevance",
      limit,
      offset: whole("offset", 0, MAX_OFFSET, (page - 1) * limit),
    },
  };
}

const isSort = (value: string): value is Sort => SORTS.some((sort) => sort === value);

/** Where a day, month or year begins (`start`) or the next one does (`end`); null when there is no such day. */
export function dayOf(text: string, edge: "start" | "end", timeZone: string): Date | null {
  const match = text.match(DAY);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), match[2] && Number(match[2]), match[3] && Number(match[3])];
  if (year < 1000 || year > LAST_YEAR || (month && month > 12) || month === 0) return null;
  const daysInMonth = month ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31;
  if (day === 0 || (day && day > daysInMonth)) return null;
  const step = edge === "end" ? 1 : 0;
  if (day && month) return startOfDay(year, month, day + step, timeZone);
  if (month) return startOfDay(year, month + step, 1, timeZone);
  return startOfDay(year + step, 1, 1, timeZone);
}
