/** Runs the jobs that wait, one at a time; several workers share them. */
import { setTimeout as delay } from "node:timers/promises";
import type { Connection, Db } from "@/db/client";
import { endJob, isStopAsked, type Job, jobLocks, openJobs, putProgress, putReport, startOpenJob } from "@/db/jobs";
import { AppError } from "../errors";
import { warnLine } from "../log/log";
import { JOB_KINDS, type JobHandler, type Work } from "./kinds";

const POLL_MS = 500;
const MAX_BACKOFF_MS = 5_000;
const PROGRESS_MS = 250;
const MAX_OPEN = 100;

/** Works until stopped; a job in hand is told to stop, and is taken up again by whoever runs next. */
export function runJobs(
  { db, single }: Pick<Connection, "db" | "single">,
  say: (line: string) => void = warnLine,
  kinds: Record<string, JobHandler> = JOB_KINDS,
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const locks = jobLocks(single());
  const work = async () => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const worked = await runNext(db, { locks, kinds, say, stopping: stopping.signal });
        failures = 0;
        if (worked) continue;
      } catch {
        // The database is away, which the worker's other half tells.
        failures += 1;
      }
      const waitMs = Math.min(POLL_MS * 2 ** failures, MAX_BACKOFF_MS);
      await delay(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
    await locks.close().catch(() => {});
  };
  const done = work();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

type Place = {
  locks: ReturnType<typeof jobLocks>;
  kinds: Record<string, JobHandler>;
  say: (line: string) => void;
  stopping: AbortSignal;
};

/** Runs the oldest job that nobody works on. Gives whether there was one. */
async function runNext(db: Db, { locks, kinds, say, stopping }: Place): Promise<boolean> {
  for (const { id } of await openJobs(db, MAX_OPEN)) {
    if (!(await locks.take(id))) continue;
    try {
      const job = await startOpenJob(db, id);
      if (!job) continue;
      await run(db, job, { kinds, say, stopping });
      return true;
    } finally {
      await locks.release(id);
    }
  }
  return false;
}

async function run(db: Db, job: Job, { kinds, say, stopping }: Omit<Place, "locks">): Promise<void> {
  const handler = kinds[job.kind];
  try {
    if (!handler) throw new AppError("invalid", { message: `Nothing here knows how to do “${job.kind}”.` });
    const report = await handler(workOf(db, job, stopping));
    // Not asked by anybody, but ended with its worker: the next one takes it up.
    const wasAsked = await isStopAsked(db, job.id);
    if (stopping.aborted && !wasAsked) return;
    await endJob(db, job.id, { state: wasAsked ? "stopped" : "done", report });
  } catch (error) {
    if (stopping.aborted) return;
    if (!(error instanceof AppError)) say(`Job ${job.id} (${job.kind}) failed: ${String(error)}`);
    const message = error instanceof AppError ? error.message : "An unexpected error; the log says more.";
    await endJob(db, job.id, { state: "failed", report: { error: message } });
  }
}

function workOf(db: Db, job: Job, stopping: AbortSignal): Work {
  let saidAt = 0;
  return {
    db,
    job,
    by: { id: job.userId, name: job.actor },
    async progress(done, total = null) {
      const now = Date.now();
      if (now - saidAt < PROGRESS_MS && done !== total) return;
      saidAt = now;
      await putProgress(db, job.id, done, total);
    },
    isStopped: async () => stopping.aborted || (await isStopAsked(db, job.id)),
    keep: (report) => putReport(db, job.id, report),
  };
}
