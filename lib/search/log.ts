/**
 * What readers search for, so that editors see what is wanted and what is missing: counts of queries by day, no
 * addresses, nobody's trail. Counted in memory and written now and then; a process that dies loses ten seconds of it.
 */
import type { Db } from "@/db/client";
import {
  addSearchCounts,
  deleteSearchCounts,
  mostInVain,
  mostSearched,
  type SearchCount,
  type Searched,
} from "@/db/search-log";
import { database } from "../database";
import { site } from "../site";
import { DAY_MS } from "../time";
import { tidy } from "./query";

export type { Searched } from "@/db/search-log";

/** What was searched for less often might tell of one person. */
export const SHOWN_FROM_TIMES = 5;
export const SHOWN_DAYS = 30;
export const KEPT_DAYS = 90;
/** What until then is too rare to be shown goes: there is no end of texts that nobody else searches for. */
const RARE_KEPT_DAYS = 2;
const DELETED_AT_ONCE = 5_000;
const FLUSH_INTERVAL_MS = 10_000;
/** Different queries in memory. Beyond, new ones are not counted until the next write. */
const MAX_COUNTED = 2_000;
/** Of them so many are written, the most frequent first; the others are forgotten. */
const MAX_WRITTEN = 500;
const MAX_QUERY_LENGTH = 100;

type Log = {
  counts: Map<string, SearchCount>;
  timer: NodeJS.Timeout | undefined;
  /** Whether a write is under way. */
  writing: boolean;
};

/** On globalThis, since the bundler makes several copies of a module. */
const KEY = Symbol.for("gazette.search-log");
const log = ((globalThis as { [KEY]?: Log })[KEY] ??= {
  counts: new Map(),
  timer: undefined,
  writing: false,
});

/**
 * Counts a search of a reader; kept in memory and written now and then. Never throws.
 * Not counted: what is too long to be a search, or looks personal.
 */
export function noteSearch(q: string, total: number, now = new Date()): void {
  try {
    const query = normalized(q);
    if (!query || isPersonal(query)) return;
    add({ query, day: dayOf(now), searches: 1, nothing: total === 0 ? 1 : 0 });
    schedule();
  } catch {
    // A count is not worth a search.
  }
}

/** Writes what was counted so far. When that fails, the counts are kept. For tests; else it happens by itself. */
export async function flushSearchLog(db: Db): Promise<void> {
  clearTimeout(log.timer);
  log.timer = undefined;
  const counts = mostFrequent(log.counts);
  log.counts = new Map();
  log.writing = true;
  try {
    // In the same order in every process, so that two that write at once don't wait for each other.
    await addSearchCounts(
      db,
      counts.toSorted(byKey).map(([, count]) => count),
    );
  } catch (error) {
    for (const [, count] of counts) add(count);
    throw error;
  } finally {
    log.writing = false;
    if (log.counts.size > 0) schedule();
  }
}

/** What was searched for most since a moment's day, from {@link SHOWN_FROM_TIMES} on. */
export async function searchedFor(db: Db, { since, limit }: { since: Date; limit: number }): Promise<Searched[]> {
  return mostSearched(db, { since: dayOf(since), atLeast: SHOWN_FROM_TIMES, limit });
}

/** What found nothing most often since a moment's day, from {@link SHOWN_FROM_TIMES} on. */
export async function foundNothing(db: Db, { since, limit }: { since: Date; limit: number }): Promise<Searched[]> {
  return mostInVain(db, { since: dayOf(since), atLeast: SHOWN_FROM_TIMES, limit });
}

/**
 * Deletes what is older than {@link KEPT_DAYS}, and earlier what nobody is shown: counts of some days' age of queries
 * that were searched for less than {@link SHOWN_FROM_TIMES} times in all. In short statements.
 */
export async function forgetOldSearches(db: Db, now: Date): Promise<void> {
  const daysAgo = (days: number) => dayOf(new Date(now.getTime() - days * DAY_MS));
  for (const forgotten of [
    { before: daysAgo(KEPT_DAYS) },
    { before: daysAgo(RARE_KEPT_DAYS), rarerThan: SHOWN_FROM_TIMES },
  ]) {
    while ((await deleteSearchCounts(db, forgotten, DELETED_AT_ONCE)) === DELETED_AT_ONCE);
  }
}

async function write(): Promise<void> {
  // Whoever is to hear of a database that is away hears of it elsewhere.
  await (async () => flushSearchLog(database().db))().catch(schedule);
}

function schedule(): void {
  log.timer ??= setTimeout(() => {
    log.timer = undefined;
    if (!log.writing) void write();
  }, FLUSH_INTERVAL_MS).unref();
}

/** Without room for another query it is left out. */
function add({ query, day, searches, nothing }: SearchCount): void {
  const key = `${day} ${query}`;
  const known = log.counts.get(key);
  if (!known && log.counts.size >= MAX_COUNTED) return;
  log.counts.set(key, {
    query,
    day,
    searches: (known?.searches ?? 0) + searches,
    nothing: (known?.nothing ?? 0) + nothing,
  });
}

const mostFrequent = (counts: Log["counts"]) =>
  [...counts].toSorted(([, a], [, b]) => b.searches - a.searches).slice(0, MAX_WRITTEN);

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0);

/** Lower case, single spaces; null when there is nothing to count. */
function normalized(q: string): string | null {
  const query = tidy(q).toLowerCase().normalize("NFC");
  return query.length > 0 && query.length <= MAX_QUERY_LENGTH ? query : null;
}

const EMAIL = /\S@\S/;
const DATE = /(?<!\d)\d{4}-\d{2}(?:-\d{2})?(?!\d)/g;
/** As phones, cards and accounts have them: seven digits in a row, or nine with spaces between. */
const LONG_NUMBER = /\d(?:[-./()]*\d){6}|\d(?:[-./() ]*\d){8}/;

/** Whether it looks like an e-mail address or a long number, which are nobody else's to read. */
function isPersonal(query: string): boolean {
  return EMAIL.test(query) || LONG_NUMBER.test(query.replace(DATE, " date "));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2026-11-24`, in the site's time zone. */
function dayOf(at: Date): string {
  const { timeZone } = site();
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
