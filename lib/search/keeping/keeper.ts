/** Keeps every search engine true: what the worker does, turn by turn. */
import type { Db } from "@/db/client";
import { removeOldJobParts } from "@/db/job-parts";
import { waitingMs } from "@/db/outbox";
import { keepTargets, targetStates } from "@/db/search-targets";
import type { Say } from "../../log/log";
import type { MeilisearchAddress } from "../../runtime/meilisearch";
import { DAY_MS, HOUR_MS } from "../../time";
import { ARCHIVE_KEPT_MS } from "../../transfer/job-kinds";
import { repairDocumentTopics, repairSearchDocuments } from "../backfill";
import { forgetOldSearches } from "../log";
import { target } from "../meilisearch/target";
import { recountWhenDue } from "../recount";
import { drain, type Follow } from "./drain";
import { keepTarget } from "./keep-target";
import { followSchedules, nextScheduledAt } from "./schedule";

export type KeptSearch = {
  /** Outside engines; none: Postgres alone. */
  addresses: MeilisearchAddress[];
  indexUid: string;
  timeZone: string;
};

/** How often rebuilds that were asked for are looked for, and schedules. */
const LOOK_EVERY_MS = 500;

/** Jobs beside the drain, each at its start and then every so often. */
const JOBS: { everyMs: number; run: (db: Db, now: Date) => Promise<unknown> }[] = [
  { everyMs: HOUR_MS, run: repairSearchDocuments },
  // An index beside Postgres is built anew after an upgrade, and compared: it needs no telling.
  { everyMs: DAY_MS, run: (db) => repairDocumentTopics(db) },
  { everyMs: HOUR_MS, run: recountWhenDue },
  { everyMs: DAY_MS, run: forgetOldSearches },
  { everyMs: HOUR_MS, run: (db, now) => removeOldJobParts(db, new Date(now.getTime() - ARCHIVE_KEPT_MS)) },
];

export type Keeper = ReturnType<typeof keeper>;

export function keeper(db: Db, { addresses, indexUid, timeZone }: KeptSearch, say: Say, follow?: Follow) {
  const targets = addresses.map((address) => keepTarget({ db, target: target(address, indexUid), timeZone, say }));
  const learned = new Map<number, number>();
  const running = new Set<Promise<unknown>>();
  const busy = new Set<unknown>();
  const dueAt = new Map(JOBS.map((job) => [job, 0]));
  /** Up to when schedules were followed; null before the first look. */
  let followedTo: Date | null = null;
  let scheduledAt = 0;
  let lookAt = 0;
  let begun = false;
  let stopping = false;

  /** Beside the turns, one at a time for each `what`; a failure is said and tried again when it is next due. */
  function beside(what: unknown, work: () => Promise<unknown>): void {
    if (busy.has(what) || stopping) return;
    busy.add(what);
    const done = work()
      .catch((error: Error) => {
        if (!stopping) say(`Search: ${error.cause instanceof Error ? error.cause.message : error.message}`);
      })
      .finally(() => {
        busy.delete(what);
        running.delete(done);
      });
    running.add(done);
  }

  async function look(now: Date): Promise<void> {
    // What was scheduled since the last look counts, also for a moment that has passed.
    if (followedTo) scheduledAt = await nextScheduledAt(db, followedTo);
    if (!followedTo || scheduledAt <= now.getTime()) {
      await followSchedules(db, now);
      followedTo = now;
      scheduledAt = await nextScheduledAt(db, now);
    }
    const states = await targetStates(db);
    for (const kept of targets) if (states.get(kept.name)?.rebuildRequested) kept.requestRebuild();
  }

  return {
    /** Does what is due. Gives whether more may be due at once, and when the next schedule is, in ms since 1970. */
    async turn(): Promise<{ more: boolean; nextAt: number }> {
      const now = new Date();
      if (!begun)
        await keepTargets(
          db,
          targets.map(({ name }) => name),
        );
      if (now.getTime() >= Math.min(lookAt, scheduledAt)) {
        await look(now);
        lookAt = now.getTime() + LOOK_EVERY_MS;
      }
      begun = true;
      const { more } = await drain(db, targets, learned, follow);
      const behindMs = await waitingMs(db);
      for (const kept of targets) beside(kept, () => kept.tend(behindMs));
      for (const job of JOBS) {
        if (now.getTime() < (dueAt.get(job) ?? 0)) continue;
        beside("job", async () => {
          dueAt.set(job, Date.now() + job.everyMs);
          await job.run(db, new Date());
        });
      }
      return { more, nextAt: scheduledAt };
    },

    /** Synonyms changed. */
    refreshSettings(): void {
      for (const kept of targets) beside(`settings ${kept.name}`, () => kept.refreshSettings());
    },

    /** Another process has the lock. */
    standDown(): void {
      begun = false;
      followedTo = null;
      for (const kept of targets) kept.standDown();
    },

    async stop(): Promise<void> {
      stopping = true;
      await Promise.all(targets.map((kept) => kept.stop()));
      await Promise.all(running);
    },
  };
}
