/** What import and export jobs leave for people to fetch. */

import type { Db } from "@/db/client";
import { jobParts } from "@/db/job-parts";
import { type Job, jobById } from "@/db/jobs";
import { BYTE_ORDER_MARK, csvLine } from "../record/csv";
import type { ExportJobReport } from "./export-job";
import type { ImportJobReport } from "./import-job";
import { ARCHIVE_KEPT_MS, EXPORT_JOB, IMPORT_JOB } from "./job-kinds";

/** Until when the archive of a job can be fetched; null when it made none. */
export function archiveUntil({ kind, state, endedAt }: Pick<Job, "kind" | "state" | "endedAt">): Date | null {
  if (kind !== EXPORT_JOB || state !== "done" || !endedAt) return null;
  return new Date(endedAt.getTime() + ARCHIVE_KEPT_MS);
}

export type Archive = { name: string; bytes: number; stream: ReadableStream<Uint8Array> };

/** Null for a job without one, or when it is not kept any more. */
export async function archiveOf(db: Db, id: number, now: Date): Promise<Archive | null> {
  const job = await jobById(db, id);
  const until = job && archiveUntil(job);
  if (!job || !until || until <= now) return null;
  const { bytes } = job.report as ExportJobReport;
  const parts = jobParts(db, id, true);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    cancel: () => void parts.return(undefined),
  });
  return { name: `gazette-${job.createdAt.toISOString().slice(0, 10)}.tar.gz`, bytes, stream };
}

/** The report of an import as CSV; null for any other job, and while it runs. */
export async function reportOf(db: Db, id: number): Promise<string | null> {
  const job = await jobById(db, id);
  if (job?.kind !== IMPORT_JOB || !(job.state === "done" || job.state === "stopped")) return null;
  const { articles, topics, organizations, refused, passedOver, refusals, dryRun } = job.report as ImportJobReport;
  const kinds = { article: articles, topic: topics, organization: organizations };
  const outcome = (name: string) => (dryRun ? `would be ${name}` : name);
  const counts = (["new", "changed", "unchanged"] as const).flatMap((name) =>
    Object.entries(kinds).map(([kind, tally]) => [outcome(name), kind, tally[name], "", ""]),
  );
  const lines = [
    ["outcome", "kind", "number", "path", "reason"],
    ...counts,
    ["passed over", "file", passedOver, "", ""],
    ["refused", "file", refused, "", ""],
    ...refusals.map(({ path, reason }) => ["refused", "file", 1, path, reason]),
  ];
  return BYTE_ORDER_MARK + lines.map(csvLine).join("");
}
