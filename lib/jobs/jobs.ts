/** Jobs as pages see them. */
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { askToStop, insertJob, type Job, jobById } from "@/db/jobs";
import { AppError } from "../errors";

export { jobById, recentJobs } from "@/db/jobs";
export type { Job };

/** How a job is, as scripts are told. */
export type JobState = Pick<Job, "id" | "kind" | "state" | "done" | "total" | "report" | "stopAsked">;

/** Hands work to the worker. Gives the job's id. */
export async function startJob(
  tx: Db,
  given: { kind: string; input: Record<string, unknown>; by: Actor },
): Promise<number> {
  return insertJob(tx, given);
}

/** Asks a job to stop; it does so after the step in hand. @throws AppError not-found */
export async function stopJob(db: Db, id: number): Promise<void> {
  if (!(await jobById(db, id))) throw new AppError("not-found");
  await askToStop(db, id);
}

/** @throws AppError not-found */
export async function jobState(db: Db, id: number): Promise<JobState> {
  const job = await jobById(db, id);
  if (!job) throw new AppError("not-found");
  const { kind, state, done, total, report, stopAsked } = job;
  return { id, kind, state, done, total, report, stopAsked };
}
