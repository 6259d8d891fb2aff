/** Connections to Postgres. No environment and no singleton here: callers say where. */
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { waitingAtMost } from "./bounded-wait";
import { planningOnce } from "./planned-once";
import { keepValuesOutOfErrors } from "./query-errors";
import { tellingOfTransactions, timeQueries } from "./query-times";
import * as schema from "./schema";
import { readingTypesOnce } from "./types-once";

keepValuesOutOfErrors();
timeQueries();

/** The database or a transaction on it: every query takes one as its first parameter. */
export type Db = PostgresJsDatabase<typeof schema>;
export type Connection = {
  db: Db;
  sql: postgres.Sql;
  /** A connection beside the pool, for what belongs to one, such as a lock. Whoever asks for it ends it. */
  single: () => postgres.Sql;
  close: () => Promise<void>;
};

const CONNECT_TIMEOUT_S = 10;
/** The library's own wait before connecting anew grows to 20 s: too long after a restart of the database. */
const MAX_RECONNECT_WAIT_S = 0.5;
export const backoff = (attempts: number) => Math.min(0.02 * 2 ** attempts, MAX_RECONNECT_WAIT_S);

export type PoolOptions = {
  max?: number;
  /** 0 for no bound, as of `waitMs`. */
  statementTimeoutMs?: number;
  /** How long a query waits for a connection before it is refused, at least; at most twice that. */
  waitMs?: number;
};

/** Opens a pool. Connections are made at the first query, so a wrong address shows there. */
export function connect(url: string, { max = 10, statementTimeoutMs = 0, waitMs = 0 }: PoolOptions = {}): Connection {
  const connection = statementTimeoutMs > 0 ? { statement_timeout: statementTimeoutMs } : {};
  const options = { connect_timeout: CONNECT_TIMEOUT_S, backoff, connection, onnotice: () => {} };
  const pool = tellingOfTransactions(readingTypesOnce(planningOnce(postgres(url, { ...options, max }))));
  const sql = waitMs > 0 ? waitingAtMost(pool, waitMs) : pool;
  return {
    db: drizzle(sql, { schema, casing: "snake_case" }),
    sql,
    // Kept for ever: by default the library ends a connection within the hour.
    single: () => postgres(url, { ...options, max: 1, max_lifetime: null }),
    close: () => sql.end({ timeout: 5 }),
  };
}
