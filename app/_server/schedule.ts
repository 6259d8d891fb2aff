import type { Db } from "@/db/client";
import { nextScheduleChange } from "@/db/news-counts";

/** The cache mark of what changes when an article next goes live or ends by its schedule, or at the given time. */
export async function untilNextSchedule(db: Db, now: Date, atLatest = Number.MAX_SAFE_INTEGER): Promise<string> {
  const next = await nextScheduleChange(db, now);
  return `until-${Math.min(next?.getTime() ?? atLatest, atLatest)}`;
}
