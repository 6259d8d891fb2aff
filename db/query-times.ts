/** How long queries take, for whoever watches: the log, metrics, traces. */
import { PgPreparedQuery } from "drizzle-orm/pg-core";
import type postgres from "postgres";
import { isDatabaseUnavailable } from "./unavailable";

export type QueryDone = {
  /** As Postgres gets it: `$1` and so on for the values, which nobody is told. */
  text: string;
  /** ms since 1970 */
  startedAt: number;
  /** From the question to the answer, the wait for a free connection included. */
  ms: number;
  failed: boolean;
  /** It failed since the database is away. */
  isAway?: boolean;
};
export type Watcher = (done: QueryDone) => void;

type Ask = (query: string, params: unknown[], ask: () => Promise<unknown>) => Promise<unknown>;
type Queries = { queryWithCache: Ask; [TIMED]?: true };

const TIMED = Symbol.for("gazette.timed");
const KEY = Symbol.for("gazette.query-watchers");

/** Tells `watch` of every query of this process from now on. It must not throw, nor wait. */
export function watchQueries(watch: Watcher): void {
  const shared = globalThis as { [KEY]?: Watcher[] };
  (shared[KEY] ??= []).push(watch);
  timeQueries();
}

/** Drizzle asks everything by this one method. Once for each copy of drizzle that the bundler made. */
export function timeQueries(): void {
  const shared = globalThis as { [KEY]?: Watcher[] };
  const queries = PgPreparedQuery.prototype as unknown as Queries;
  if (queries[TIMED]) return;
  queries[TIMED] = true;
  const asked = queries.queryWithCache;
  queries.queryWithCache = async function (query, params, ask) {
    const watchers = shared[KEY];
    if (!watchers) return asked.call(this, query, params, ask);
    const startedAt = Date.now();
    const from = performance.now();
    const tell = (how: Pick<QueryDone, "failed" | "isAway">) => {
      const done = { text: query, startedAt, ms: performance.now() - from, ...how };
      for (const watch of watchers) watch(done);
    };
    try {
      const answer = await asked.call(this, query, params, ask);
      tell({ failed: false });
      return answer;
    } catch (error) {
      tell(isDatabaseUnavailable(error) ? { failed: true, isAway: true } : { failed: true });
      throw error;
    }
  };
}

/**
 * The same client. Its driver begins and ends transactions itself, past drizzle: whoever watches is told of one that
 * failed since the database is away, as of a query `begin`.
 */
export function tellingOfTransactions(client: postgres.Sql): postgres.Sql {
  const shared = globalThis as { [KEY]?: Watcher[] };
  type Work = (...given: unknown[]) => unknown;
  const begin = client.begin as (...given: unknown[]) => Promise<unknown>;
  const told = async (...given: unknown[]) => {
    const startedAt = Date.now();
    const from = performance.now();
    const work = given.pop() as Work;
    // Its queries tell of themselves.
    let failedWithin = false;
    const watched: Work = async (...own) => {
      try {
        return await work(...own);
      } catch (error) {
        failedWithin = true;
        throw error;
      }
    };
    try {
      return await begin(...given, watched);
    } catch (error) {
      if (!failedWithin && isDatabaseUnavailable(error)) {
        const done = { text: "begin", startedAt, ms: performance.now() - from, failed: true, isAway: true };
        for (const watch of shared[KEY] ?? []) watch(done);
      }
      throw error;
    }
  };
  return Object.assign(client, { begin: told as typeof client.begin });
}
