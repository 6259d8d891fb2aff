/** Jobs on many articles that the list shows: what goes on, and what came of it shortly before. */
import type { Db } from "@/db/client";
import { type JobState, recentJobs } from "../../jobs/jobs";
import { EDITOR_JOBS } from "../../jobs/names";

const MAX_LOOKED_AT = 20;

/** A person's jobs that are not ended, oldest first. */
export async function openBulkJobs(db: Db, userId: number): Promise<JobState[]> {
  const jobs = await recentJobs(db, [...EDITOR_JOBS], MAX_LOOKED_AT);
  return jobs
    .filter((job) => job.userId === userId && (job.state === "waiting" || job.state === "running"))
    .map(({ id, kind, state, done, total, report, stopAsked }) => ({ id, kind, state, done, total, report, stopAsked }))
    .toReversed();
}
