import type { Db } from "@/db/client";
import { nextScheduleChange } from "@/db/news-counts";
import { cacheClock } from "./page-cache.mjs";

/** Changes are heard of, and let pages go: what was read since the last one still holds. */
let known: { clock: number; at: number } | null = null;

/** When an article next goes live or ends by its schedule, in ms since 1970. */
export async function nextSchedule(db: Db, now: Date): Promise<number> {
  const clock = cacheClock();
  if (known?.clock === clock && now.getTime() < known.at) return known.at;
  const at = (await nextScheduleChange(db, now))?.getTime() ?? Number.POSITIVE_INFINITY;
  known = { clock, at };
  return at;
}

/** The cache mark of what changes when an article next goes live or ends by its schedule, or at the given time. */
export async function untilNextSchedule(db: Db, now: Date, atLatest = Number.MAX_SAFE_INTEGER): Promise<string> {
  const next = await nextScheduleChange(db, now);
  return `until-${Math.min(next?.getTime() ?? atLatest, atLatest)}`;
}
