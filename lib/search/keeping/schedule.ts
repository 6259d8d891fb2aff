/**
 * Articles that go live or end by their schedule change without anybody changing them: search is told all the same, and
 * their stories are led by whoever is to lead them then.
 */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { nextScheduleChange } from "@/db/news-counts";
import { enqueue } from "@/db/outbox";
import { retried } from "@/db/retry";
import { scheduledBetween } from "@/db/schedules";
import { setting } from "@/db/schema";
import { settleScheduled } from "../../story/scheduled";

const KEY = "search-schedule";

/**
 * Puts among the changes that wait what went live or ended since the last call, however long ago that was, and settles
 * its stories.
 */
export function followSchedules(db: Db, now: Date): Promise<void> {
  return retried(() => db.transaction((tx) => follow(tx, now)));
}

async function follow(tx: Db, now: Date): Promise<void> {
  const [row] = await tx.select().from(setting).where(eq(setting.key, KEY)).for("update");
  const since = typeof row?.value === "string" ? new Date(row.value) : null;
  if (since && since < now) await enqueue(tx, await scheduledBetween(tx, since, now));
  await settleScheduled(tx, now);
  const value = now.toISOString();
  await tx.insert(setting).values({ key: KEY, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
}

/** When `followSchedules` has something to do next, in ms since 1970; infinity for never. */
export async function nextScheduledAt(db: Db, now: Date): Promise<number> {
  return (await nextScheduleChange(db, now))?.getTime() ?? Number.POSITIVE_INFINITY;
}
