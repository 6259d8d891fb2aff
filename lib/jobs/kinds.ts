/** What each kind of job does. */
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import type { Job } from "@/db/jobs";
import { runBulkJob } from "../publishing/bulk/job";
import { runUndoJob } from "../record/undo-job";
import { exportJob } from "../transfer/export-job";
import { importJob } from "../transfer/import-job";
import { EXPORT_JOB, IMPORT_JOB } from "../transfer/job-kinds";
import { BULK_JOB, UNDO_JOB } from "./names";

export type Work = {
  db: Db;
  /** `report` holds what `keep` kept, when it is taken up again. */
  job: Job;
  /** Who asked for it. */
  by: Actor;
  /** Says how far it is, in units of its own; cheap to call often. */
  progress: (done: number, total?: number | null) => Promise<void>;
  /** Whether somebody asked it to stop: to be asked between steps. */
  isStopped: () => Promise<boolean>;
  /** Keeps something for the case that it is taken up again. */
  keep: (report: Record<string, unknown>) => Promise<void>;
};

/**
 * Does the work, and gives a report for people. Its worker may die at any moment, and the job is then taken up again
 * from its input: each step is to be harmless when it is repeated. After a stop the report says how far it came.
 * @throws AppError whose message tells people why it failed
 */
export type JobHandler = (work: Work) => Promise<Record<string, unknown>>;

export const JOB_KINDS: Record<string, JobHandler> = {
  [IMPORT_JOB]: importJob,
  [EXPORT_JOB]: exportJob,
  [BULK_JOB]: runBulkJob,
  [UNDO_JOB]: runUndoJob,
};
