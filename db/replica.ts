/** How far a replica is behind its primary: https://www.postgresql.org/docs/current/functions-admin.html */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Where the log of the primary ends: whatever was committed before stands in front of it. */
export async function logEnd(primary: Db): Promise<string> {
  const [row] = await primary.execute<{ at: string }>(sql`select pg_current_wal_insert_lsn()::text as at`);
  return row?.at ?? "";
}

/** Whether a streaming replica shows all up to there. A server that is no replica counts as the primary itself. */
export async function hasReplayed(replica: Db, at: string): Promise<boolean> {
  const [row] = await replica.execute<{ there: boolean }>(
    sql`select not pg_is_in_recovery() or coalesce(pg_last_wal_replay_lsn() >= ${at}::pg_lsn, false) as there`,
  );
  return row?.there ?? false;
}
