/** Imports what was uploaded. Begun anew after its worker died: importing again changes nothing. */
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { jobParts } from "@/db/job-parts";
import { AppError } from "../errors";
import type { JobHandler, Work } from "../jobs/kinds";
import { importPaths } from "./import";
import { Refusal } from "./refusal";
import type { ImportReport } from "./run";
import { safeParts } from "./safe-name";
import { type Budget, newBudget, unpack } from "./unpack";
import { type ImportInput, importInput } from "./upload";

/** More refused files than anybody reads are only counted. */
export const MAX_REFUSALS = 5_000;

export type ImportJobReport = ImportReport & {
  dryRun: boolean;
  refusals: { path: string; reason: string }[];
};

export const importJob: JobHandler = async (work) => {
  const input = importInput.parse(work.job.input);
  const folder = await mkdtemp(join(tmpdir(), "gazette-import-"));
  try {
    return await importInto(folder, input, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function importInto(folder: string, { files, dryRun }: ImportInput, work: Work): Promise<ImportJobReport> {
  const { db, job, by, progress, isStopped } = work;
  const refusals: ImportJobReport["refusals"] = [];
  let refused = 0;
  const refuse = (path: string, reason: string) => {
    refused += 1;
    if (refusals.length < MAX_REFUSALS) refusals.push({ path, reason });
  };
  const bytes = byteReader(jobParts(db, job.id, false));
  const found: Found = { paths: [], names: new Map(), count: 0 };
  const budget = newBudget();
  for (const [index, file] of files.entries()) {
    await take(bytes.next(file.bytes), { ...file, index }, { folder, found, budget, refuse, isStopped });
  }
  await progress(0, found.count);
  const report = await importPaths({ db }, found.paths, {
    dryRun,
    // Who is recorded; what it did to each article is the import's, not an act that Z would take back.
    by,
    keepsPaths: false,
    isStopped,
    onRefusal: (path, reason) => refuse(shownPath(folder, path, found), reason),
    onProgress: (soFar) => void progress(Math.min(countOf(soFar), found.count), found.count),
  });
  if (!(await isStopped())) await progress(found.count, found.count);
  report.future.examples = report.future.examples.map((path) => shownPath(folder, path, found));
  return { ...report, dryRun, refused, refusals };
}

type Found = {
  paths: string[];
  /** Folder below ours → how to call what is in it: an archive by its name, a file by none. */
  names: Map<string, string>;
  count: number;
};
type Place = {
  folder: string;
  found: Found;
  budget: Budget;
  refuse: (path: string, reason: string) => void;
  isStopped: () => Promise<boolean>;
};

const ARCHIVE = /\.(?:zip|tar\.gz|tgz)$/i;

/** Puts one uploaded file where import finds it, an archive unpacked. */
async function take(
  content: AsyncIterable<Buffer>,
  { name, index }: { name: string; index: number },
  { folder, found, budget, refuse, isStopped }: Place,
): Promise<void> {
  const inner = `${index}`;
  const place = join(folder, inner);
  const archive = join(folder, `${inner}.archive`);
  await mkdir(place);
  try {
    const parts = safeParts(name);
    const own = parts.at(-1) as string;
    if (!ARCHIVE.test(name)) {
      const path = join(place, own);
      await save(content, path);
      found.names.set(inner, "");
      found.paths.push(path);
      found.count += 1;
      return;
    }
    await save(content, archive);
    found.count += await unpack(archive, {
      folder: place,
      onRefusal: (path, reason) => refuse(`${name}: ${path}`, reason),
      isStopped,
      budget,
    });
    found.names.set(inner, name);
    found.paths.push(place);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // What came out of it before stays out.
    await rm(place, { recursive: true, force: true });
    for await (const _ of content);
    refuse(name, error.message);
  } finally {
    await rm(archive, { force: true });
  }
}

const save = (content: AsyncIterable<Buffer>, path: string) =>
  pipeline(Readable.from(content, { objectMode: false }), createWriteStream(path, { flags: "wx" }));

function shownPath(folder: string, path: string, { names }: Found): string {
  const [inner = "", ...rest] = relative(folder, path).split(sep);
  const archive = names.get(inner);
  return archive ? `${archive}: ${rest.join("/")}` : rest.join("/");
}

function countOf({ articles, topics, organizations, refused, passedOver }: ImportReport): number {
  const all = [articles, topics, organizations].map((tally) => tally.new + tally.changed + tally.unchanged);
  return all.reduce((sum, count) => sum + count, refused + passedOver);
}

/** Gives the bytes of one file after the other from parts that know nothing of files. */
function byteReader(parts: AsyncIterator<Buffer>) {
  let rest: Buffer = Buffer.alloc(0);
  return {
    async *next(size: number): AsyncGenerator<Buffer> {
      for (let left = size; left > 0; ) {
        if (rest.length === 0) {
          const { value, done } = await parts.next();
          if (done)
            throw new AppError("not-found", { message: "What was uploaded is not there any more. Upload it again." });
          rest = value;
        }
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      }
    },
  };
}
