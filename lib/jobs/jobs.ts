/** Jobs as pages see them. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { askToStop, insertJob, type Job, jobById } from "@/db/jobs";
import type { Role } from "@/db/schema";
import { AppError } from "../errors";
import { EDITOR_JOBS } from "./names";

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

/** Who looks at a job or stops it: an admin any, an editor their own of those that editors start. */
export type JobReader = Actor & { role: Role };

/** Asks a job to stop; it does so after the step in hand. @throws AppError not-found, also where it is not theirs */
export async function stopJob(db: Db, id: number, by: JobReader): Promise<void> {
  await db.transaction(async (tx) => {
    const { kind, actor } = await jobFor(tx, id, by);
    if (!(await askToStop(tx, id))) return;
    const after = { kind, startedBy: actor };
    await appendAudit(tx, {
      by: { id: by.id, name: by.name },
      action: "stop-job",
      subject: "job",
      subjectId: id,
      after,
    });
  });
}

/** @throws AppError not-found, also where it is not theirs */
export async function jobState(db: Db, id: number, by: JobReader): Promise<JobState> {
  const { kind, state, done, total, report, stopAsked } = await jobFor(db, id, by);
  return { id, kind, state, done, total, report, stopAsked };
}

async function jobFor(db: Db, id: number, by: JobReader): Promise<Job> {
  const job = await jobById(db, id);
  const isTheirs = job !== null && job.userId === by.id && EDITOR_JOBS.includes(job.kind);
  if (!job || !(isTheirs || by.role === "admin")) throw new AppError("not-found");
  return job;
}
