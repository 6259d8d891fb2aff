/** Stories whose members go live or end by their schedules, and up to when they were settled accordingly. */
import { eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { wasScheduledBetween } from "./schedules";
import { article, setting } from "./schema";

const KEY = "story-schedule";

/** Up to when stories follow the schedules of their members; null before the first time. */
export async function storiesFollowedTo(db: Db): Promise<Date | null> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return typeof row?.value === "string" ? new Date(row.value) : null;
}

export async function noteStoriesFollowed(tx: Db, until: Date): Promise<void> {
  const value = until.toISOString();
  await tx.insert(setting).values({ key: KEY, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
}

/** The same as {@link storiesFollowedTo} within a query. */
export const FOLLOWED_TO = sql`coalesce((select (value #>> '{}')::timestamptz from setting where key = ${KEY}), '-infinity')`;

/** Stories of published articles that went live or ended after `since` and up to `until`. */
export async function storiesScheduledBetween(db: Db, since: Date, until: Date): Promise<number[]> {
  return ids(
    await db.execute<{ id: number }>(sql`
      select distinct ${article.storyId}::float8 as id from ${article}
       where ${wasScheduledBetween(since, until)} and ${article.storyId} is not null order by 1`),
  );
}

/** Stories of published articles that have a schedule. */
export async function storiesWithSchedules(db: Db): Promise<number[]> {
  return ids(
    await db.execute<{ id: number }>(sql`
      select distinct story_id::float8 as id from article
       where state = 'published' and story_id is not null and (live_from is not null or live_until is not null)
       order by 1`),
  );
}

const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
