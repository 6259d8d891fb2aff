/** Whether a worker is at work, as Postgres knows it: without a table, so without a write every second. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Held by the one worker that keeps search, which asks its connection at each turn. Any number that nothing else locks: `gazs` in ASCII. */
export const KEEPER_LOCK = 0x67617a73;

/**
 * Seconds since the worker that is at work last said anything; null: there is none.
 * https://www.postgresql.org/docs/current/view-pg-locks.html
 */
export async function workerSeenS(db: Db): Promise<number | null> {
  const [row] = await db.execute<{ seconds: number | null }>(sql`
    select extract(epoch from clock_timestamp() - case when state = 'active' then clock_timestamp() else state_change end)::float8 as seconds
      from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and classid = 0 and objid = ${KEEPER_LOCK} and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())`);
  return row?.seconds == null ? null : Math.max(0, row.seconds);
}
