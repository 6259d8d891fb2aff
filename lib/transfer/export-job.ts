/** Packs all that an export writes into one archive, kept with its job until somebody has fetched it. */
import { once } from "node:events";
import { createGzip } from "node:zlib";
import { pack } from "tar-stream";
import { countToExport } from "@/db/article-export";
import { appendAudit } from "@/db/audit";
import { addJobPart, removeJobParts } from "@/db/job-parts";
import { AppError } from "../errors";
import type { JobHandler } from "../jobs/kinds";
import { exportFiles, type WriteFile } from "./export";
import { partsOf } from "./upload";

const MAX_ARCHIVE_BYTES = 4_000_000_000;

export type ExportJobReport = { articles: number; topics: number; organizations: number; bytes: number };

export const exportJob: JobHandler = async ({ db, job, by, progress, isStopped }) => {
  // Those of a worker that died before its end.
  await removeJobParts(db, job.id, true);
  const total = await countToExport(db);
  await progress(0, total);
  const archive = pack();
  const gzip = createGzip();
  archive.pipe(gzip);
  let bytes = 0;
  const failed = new AbortController();
  const kept = (async () => {
    for await (const part of partsOf(gzip)) {
      bytes += part.length;
      if (bytes > MAX_ARCHIVE_BYTES) {
        throw new AppError("invalid", { message: "The archive grows too large to keep. Use npm run export instead." });
      }
      await addJobPart(db, job.id, true, part);
    }
  })();
  // Else an entry would wait for ever for somebody to take it.
  kept.catch((error) => failed.abort(error));
  const write: WriteFile = async (folder, name, text) => {
    const content = Buffer.from(text);
    const header = { name: `${folder}/${name}`, size: content.length, mode: 0o644, mtime: job.createdAt };
    const entry = archive.entry(header);
    entry.end(content);
    await once(entry, "finish", { signal: failed.signal });
  };
  const counts = async () => {
    const report = await exportFiles({ db }, write, { onProgress: (done) => progress(done, total), isStopped });
    archive.finalize();
    return report;
  };
  try {
    const [{ articles, topics, organizations }] = await Promise.all([counts(), kept]);
    if (await isStopped()) {
      await removeJobParts(db, job.id, true);
      return { articles };
    }
    await progress(articles, total);
    await appendAudit(db, { by, action: "export", subject: "export", subjectId: job.id, after: { articles, bytes } });
    return { articles, topics, organizations, bytes } satisfies ExportJobReport;
  } catch (error) {
    archive.destroy();
    gzip.destroy();
    await removeJobParts(db, job.id, true).catch(() => {});
    throw error;
  }
};
