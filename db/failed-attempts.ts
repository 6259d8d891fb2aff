/** Failed attempts to sign in, counted over all server processes. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** `until`: when they are forgotten. Both in ms since 1970. */
export type FailedAttempts = { failures: number; failedAt: number; until: number };

const MOMENTS = sql`extract(epoch from failed_at)::float8 * 1000 as "failedAt", extract(epoch from until)::float8 * 1000 as until`;

/** By key; those that are forgotten at `now` are not in it. */
export async function failedAttempts(db: Db, keys: string[], now: Date): Promise<Map<string, FailedAttempts>> {
  const rows = await db.execute<FailedAttempts & { key: string }>(sql`
    select key, failures, ${MOMENTS} from failed_attempt
     where key = any(${sql.param(keys)}::text[]) and until > ${now.toISOString()}::timestamptz`);
  return new Map(rows.map(({ key, ...attempts }) => [key, attempts]));
}

/** Counts one more. The first of a window begins it, the `lockingAt`th begins a whole one anew. */
export async function addFailedAttempt(
  db: Db,
  { key, windowMs, lockingAt, now }: { key: string; windowMs: number; lockingAt: number; now: Date },
): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const isCurrent = sql`known.until > excluded.failed_at`;
  await db.execute(sql`
    insert into failed_attempt as known (key, failures, failed_at, until)
    values (${key}, 1, ${at}, ${at} + ${windowMs}::float8 * interval '1 millisecond')
    on conflict (key) do update
      set failures = case when ${isCurrent} then known.failures else 0 end + 1,
          failed_at = excluded.failed_at,
          until = case when ${isCurrent} and known.failures + 1 <> ${lockingAt}::int then known.until else excluded.until end`);
}

export async function forgetFailedAttempts(db: Db, key: string): Promise<void> {
  await db.execute(sql`delete from failed_attempt where key = ${key}`);
}

/** Removes what no longer counts. */
export async function sweepFailedAttempts(db: Db, now: Date): Promise<void> {
  await db.execute(sql`delete from failed_attempt where until <= ${now.toISOString()}::timestamptz`);
}
