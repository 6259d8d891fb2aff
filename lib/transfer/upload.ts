/** Files that somebody uploaded, kept with the job that is to import them. */
import { z } from "zod";
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { addJobPart } from "@/db/job-parts";
import { startJob } from "../jobs/jobs";
import { IMPORT_JOB } from "./job-kinds";

/** Of all files together. */
export const MAX_UPLOAD_BYTES = 200_000_000;
export const MAX_UPLOAD_FILES = 2_000;
export const MAX_UPLOAD_NAME = 300;
const PART_BYTES = 1_000_000;

export const importInput = z.object({
  dryRun: z.boolean(),
  /** In the order in which their bytes stand in the parts. */
  files: z.array(z.object({ name: z.string().max(MAX_UPLOAD_NAME), bytes: z.number().int().nonnegative() })),
});
export type ImportInput = z.output<typeof importInput>;

export type Uploaded = { name: string; bytes: number; read: () => AsyncIterable<Uint8Array> };

/** Hands uploaded files to the worker: all of them or, when reading one fails, none. Gives the job's id. */
export async function startImport(
  db: Db,
  { files, dryRun, by }: { files: Uploaded[]; dryRun: boolean; by: Actor },
): Promise<number> {
  const input: ImportInput = { dryRun, files: files.map(({ name, bytes }) => ({ name, bytes })) };
  return db.transaction(async (tx) => {
    const id = await startJob(tx, { kind: IMPORT_JOB, input, by });
    for await (const part of inParts(files)) await addJobPart(tx, id, false, part);
    return id;
  });
}

async function* inParts(files: Uploaded[]): AsyncGenerator<Buffer> {
  yield* partsOf(
    (async function* () {
      for (const { read } of files) yield* read();
    })(),
  );
}

/** The bytes in parts of the size that is kept in a row. */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + PART_BYTES - size);
      held.push(piece);
      size += piece.length;
      at += piece.length;
      if (size < PART_BYTES) continue;
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}
