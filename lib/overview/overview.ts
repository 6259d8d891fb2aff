/** How the newsroom stands: what waits, what was published, who did what. */
import type { Db } from "@/db/client";
import {
  type Counted,
  type Done,
  doneSince,
  liveByDay,
  liveByProvider,
  liveByTopic,
  providersOf,
  type Scheduled,
  scheduledFrom,
  type Waiting,
  waitingNow,
} from "@/db/overview";
import type { Role } from "@/db/schema";
import { frontIds } from "../front/ids";
import { subjectsFor } from "../record/subjects";
import { startOfDay } from "../zone";
import { type Balance, balanceOf } from "./balance";
import { calendarDay, type Day, everyDay } from "./days";

export type Overview = {
  waiting: Waiting;
  scheduled: Scheduled;
  days: Day[];
  /** Articles of all these days. */
  published: number;
  providers: Counted[];
  topics: Counted[];
  balance: Balance[];
  done: Done[];
};

export const SHOWN_DAYS = 30;
const SHOWN_ROWS = 12;
/** Providers beyond do not count in the balance. */
const MAX_PROVIDERS = 2_000;
const MAX_PEOPLE = 50;

export async function overview(
  db: Db,
  { now, timeZone, role }: { now: Date; timeZone: string; role: Role },
): Promise<Overview> {
  const { year, month, day } = calendarDay(now, timeZone);
  const today = startOfDay(year, month, day, timeZone);
  const from = startOfDay(year, month, day - SHOWN_DAYS + 1, timeZone);
  const [waiting, scheduled, byDay, providers, topics, front, done] = await Promise.all([
    waitingNow(db, now),
    scheduledFrom(db, now),
    liveByDay(db, { from, now, timeZone }),
    liveByProvider(db, { from, now, limit: MAX_PROVIDERS }),
    liveByTopic(db, { from, now, limit: SHOWN_ROWS }),
    frontIds(db, now).then((ids) => providersOf(db, ids)),
    doneSince(db, { from: today, subjects: subjectsFor(role), limit: MAX_PEOPLE }),
  ]);
  const days = everyDay(byDay, { year, month, day }, SHOWN_DAYS);
  return {
    ...{ waiting, scheduled, days, topics, done },
    published: days.reduce((sum, { articles }) => sum + articles, 0),
    providers: providers.slice(0, SHOWN_ROWS),
    balance: balanceOf(front, providers).slice(0, SHOWN_ROWS),
  };
}
