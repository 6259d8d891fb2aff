/** The parameters of search, as the page, the API and the feeds take them. */
import { spanOf } from "./dates";
import { FACETS, type Range, type SearchFilters, type SearchQuery, SORTS, type Sort } from "./port";
import { type Clause, parseQuery, tidy } from "./query";

/** A parameter that could not be read: the API refuses it, pages leave it out and say so. */
export type Problem = { name: string; message: string };
/** What parameters restrict, beside what is typed. */
export type Chosen = Pick<SearchFilters, "topics" | "providers" | "types" | "from" | "until">;
export type SearchRequest = {
  /** The text as typed, on one line. */
  q: string;
  clauses: Clause[];
  chosen: Chosen;
  query: SearchQuery;
  problems: Problem[];
};

const MAX_VALUES = 20;
const MAX_VALUE_LENGTH = 200;
/** Ranked results beyond this many are not worth their cost; lists page without end. */
export const MAX_OFFSET = 10_000;
export const MAX_LIMIT = 100;
const DAY = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** Reads `q`, `topic`, `provider`, `type`, `from`, `to`, `sort`, and paging by `limit` and `offset` or by `page`. */
export function searchRequest(
  parameters: URLSearchParams,
  { timeZone, pageSize, now }: { timeZone: string; pageSize: number; now: Date },
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
  const day = (name: string, edge: "from" | "until") => {
    const text = parameters.get(name);
    if (!text) return null;
    const span = DAY.test(text) ? spanOf(text, { now, timeZone }) : null;
    return span?.[edge] ?? problem(name, "must be a day (2024-05-31), a month (2024-05) or a year (2024)");
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
  const given = parameters.get("q") ?? "";
  const q = tidy(given);
  const clauses = parseQuery(q);
  const typed = filtersOf(clauses, { now, timeZone });
  const chosen: Chosen = {
    topics: unique(values("topic")),
    providers: unique(values("provider").map((domain) => domain.toLowerCase())),
    types: unique(values("type").map((type) => type.toLowerCase())),
    from: day("from", "from"),
    until: day("to", "until"),
  };
  if (chosen.from && chosen.until && chosen.from >= chosen.until) {
    problem("to", "must not be before from");
    chosen.until = null;
  }
  const last = clauses.at(-1);
  return {
    q,
    clauses,
    chosen,
    problems,
    query: {
      terms: clauses.filter((clause) => clause.kind === "text").map(({ kind, ...term }) => term),
      prefix: last?.kind === "text" && !last.phrase && !last.not && !/\s$/.test(given),
      filters: both(typed, chosen),
      sort: isSort(sort) ? sort : "relevance",
      limit,
      offset: whole("offset", 0, MAX_OFFSET, (page - 1) * limit),
      collapse: false,
      facets: FACETS,
    },
  };
}

const isSort = (value: string): value is Sort => SORTS.some((sort) => sort === value);

const unique = (values: string[]) => [...new Set(values)];
const later = (a: Date | null, b: Date | null) => (a && b && a > b ? a : (b ?? a));
const earlier = (a: Date | null, b: Date | null) => (a && b && a < b ? a : (b ?? a));

/** Filters that were typed, with what was chosen beside: values of one kind are any of them, dates narrow. */
export const both = (typed: SearchFilters, chosen: Chosen): SearchFilters => ({
  ...typed,
  topics: unique([...typed.topics, ...chosen.topics]),
  providers: unique([...typed.providers, ...chosen.providers]),
  types: unique([...typed.types, ...chosen.types]),
  from: later(typed.from, chosen.from),
  until: earlier(typed.until, chosen.until),
});

const ANY: Range = { min: null, max: null };
export const NO_FILTERS: SearchFilters = {
  topics: [],
  providers: [],
  types: [],
  not: { topics: [], providers: [], types: [] },
  from: null,
  until: null,
  quality: ANY,
  heat: ANY,
  stories: [],
};

const LIST_OF = { topic: "topics", site: "providers", type: "types" } as const;

/** What the operators of a query restrict. Several of one kind are any of them; `after:2022` begins with 2023. */
export function filtersOf(clauses: Clause[], clock: { now: Date; timeZone: string }): SearchFilters {
  const filters: SearchFilters = { ...NO_FILTERS, not: { ...NO_FILTERS.not } };
  for (const clause of clauses) {
    switch (clause.kind) {
      case "topic":
      case "site":
      case "type": {
        const choices = clause.not ? filters.not : filters;
        choices[LIST_OF[clause.kind]] = [...choices[LIST_OF[clause.kind]], ...clause.values];
        break;
      }
      case "after":
        filters.from = later(filters.from, spanOf(clause.date, clock)?.until ?? null);
        break;
      case "before":
        filters.until = earlier(filters.until, spanOf(clause.date, clock)?.from ?? null);
        break;
      case "quality":
      case "heat":
        filters[clause.kind] = within(filters[clause.kind], clause.range);
    }
  }
  return filters;
}

const within = (a: Range, b: Range): Range => ({
  min: a.min !== null && b.min !== null ? Math.max(a.min, b.min) : (a.min ?? b.min),
  max: a.max !== null && b.max !== null ? Math.min(a.max, b.max) : (a.max ?? b.max),
});
