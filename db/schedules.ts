/** Articles that schedules brought or ended. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { article } from "./schema";

/** Of published articles those that went live or ended by their schedules after `since` and up to `until`. */
export function wasScheduledBetween(since: Date, until: Date): SQL {
  const [from, to] = [since.toISOString(), until.toISOString()];
  const within = (moment: SQL) => sql`(${moment} > ${from}::timestamptz and ${moment} <= ${to}::timestamptz)`;
  return sql`(${article.state} = 'published' and (${within(sql`${article.liveFrom}`)} or ${within(sql`${article.liveUntil}`)}))`;
}

/** Their ids; at most `limit`, unless it is null. */
export async function scheduledBetween(
  db: Db,
  since: Date,
  until: Date,
  limit: number | null = null,
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ${article.id}::float8 as id from ${article} where ${wasScheduledBetween(since, until)} limit ${limit}::bigint`);
  return rows.map(({ id }) => id);
}
