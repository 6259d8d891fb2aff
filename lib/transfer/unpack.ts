/**
 * Unpacks an archive that somebody uploaded: only regular files that import would take, only below the folder given,
 * and no more than it may become, whatever it says of itself.
 */
import { createReadStream } from "node:fs";
import { mkdir, open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline, Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract, type Header } from "tar-stream";
import yauzl, { type Entry } from "yauzl";
import { MAX_FILE_BYTES } from "./read-file";
import { Refusal } from "./refusal";
import { isContent, safeParts } from "./safe-name";

export const MAX_UNPACKED_BYTES = 1_000_000_000;
export const MAX_ENTRIES = 300_000;

/** What archives may still become: one for all of an upload, since many small ones could fill the disk. */
export type Budget = { bytes: number; entries: number };
export const newBudget = (): Budget => ({ bytes: MAX_UNPACKED_BYTES, entries: MAX_ENTRIES });

export type Unpacking = {
  folder: string;
  onRefusal: (path: string, reason: string) => void;
  isStopped?: () => Promise<boolean>;
  /** What it takes is taken off, also where it is refused. */
  budget: Budget;
};

const OF_ALL = "what is uploaded at once may become";
const TOO_LARGE = `unpacked it is too large: ${OF_ALL} ${MAX_UNPACKED_BYTES / 1e6} MB`;
const TOO_MANY = `it holds too many files: ${OF_ALL} ${MAX_ENTRIES.toLocaleString("en")}`;

/** How often to ask whether to stop. */
const ASK_EVERY = 1_000;

/**
 * Gives how many files were written.
 * @throws Refusal when it is no archive, is broken, or grows too large: then none of it is to be imported
 */
export async function unpack(path: string, how: Unpacking): Promise<number> {
  const box = boxIn(how);
  try {
    const kind = await kindOf(path);
    if (kind === "zip") await unpackZip(path, box);
    else if (kind === "gzip") await unpackTar(path, box);
    else throw new Refusal("it is neither a .zip nor a .tar.gz archive");
  } catch (error) {
    if (error instanceof Refusal || isOwnFault(error)) throw error;
    throw new Refusal(`it is broken or not whole (${(error as Error).message})`);
  }
  if (box.entries() === 0) throw new Refusal("it is empty");
  return box.written();
}

async function kindOf(path: string): Promise<"zip" | "gzip" | null> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const start = buffer.toString("latin1");
    // With entries, and without any.
    if (start === "PK\x03\x04" || start === "PK\x05\x06") return "zip";
    return start.startsWith("\x1f\x8b") ? "gzip" : null;
  } finally {
    await file.close();
  }
}

/** The disk's, for one; not the archive's. */
const isOwnFault = (error: unknown) =>
  ["ENOSPC", "EACCES", "EMFILE", "ENOENT", "EROFS"].includes((error as NodeJS.ErrnoException).code ?? "");

type Box = ReturnType<typeof boxIn>;

/** Takes files one by one, and counts. */
function boxIn({ folder, onRefusal, isStopped, budget }: Unpacking) {
  let entries = 0;
  let written = 0;
  return {
    entries: () => entries,
    written: () => written,
    /** Counts what came out of it. @throws Refusal */
    grow(by: number): void {
      budget.bytes -= by;
      if (budget.bytes < 0) throw new Refusal(TOO_LARGE);
    },
    /** The path of the next entry, when its file is wanted. Gives whether to go on. @throws Refusal */
    async enter(name: string, { problem, size }: { problem: string | null; size: number }): Promise<string[] | null> {
      entries += 1;
      budget.entries -= 1;
      if (budget.entries < 0) throw new Refusal(TOO_MANY);
      try {
        const parts = safeParts(name);
        if (!isContent(parts)) return null;
        if (problem) throw new Refusal(problem);
        if (size > MAX_FILE_BYTES) throw new Refusal(`it is larger than ${MAX_FILE_BYTES / 1e6} MB`);
        return parts;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        onRefusal(name, error.message);
        return null;
      }
    },
    async put(parts: string[], content: Buffer): Promise<void> {
      const target = join(folder, ...parts);
      try {
        await mkdir(join(target, ".."), { recursive: true });
        await writeFile(target, content, { flag: "wx" });
        written += 1;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (!["EEXIST", "ENOTDIR", "EISDIR"].includes(code ?? "")) throw error;
        onRefusal(parts.join("/"), "its name stands in the archive twice");
      }
    },
    isStopped: async () => entries % ASK_EVERY === 0 && ((await isStopped?.()) ?? false),
  };
}

async function unpackZip(path: string, box: Box): Promise<void> {
  // Names come as bytes: the library would give the whole archive up for one that leads elsewhere.
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (await box.isStopped()) return;
      const name = nameOf(entry);
      if (name.endsWith("/")) continue;
      const parts = await box.enter(name, { problem: problemOf(entry), size: entry.uncompressedSize });
      if (parts) await box.put(parts, await contentOf(await zip.openReadStreamPromise(entry), box));
    }
  } finally {
    zip.close();
  }
}

function nameOf(entry: Entry): string {
  const bytes = entry.fileName as unknown as Buffer;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // The alphabet of old PCs.
    return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, bytes, entry.extraFields, false);
  }
}

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const SYMBOLIC_LINK = 0o120000;

function problemOf(entry: Entry): string | null {
  if (entry.generalPurposeBitFlag & 1) return "it is encrypted";
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (type === SYMBOLIC_LINK) return "it is a symbolic link";
  return type === 0 || type === REGULAR ? null : "it is not a regular file";
}

async function unpackTar(path: string, box: Box): Promise<void> {
  const archive = extract();
  // Whatever comes out of it counts, also what no file is made of.
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        box.grow(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
  // Its failure ends the loop below.
  pipeline(createReadStream(path), createGunzip(), counted, archive, () => {});
  for await (const entry of archive) {
    if (await box.isStopped()) return;
    const { name, size = 0, type } = entry.header;
    if (type !== "directory") {
      const parts = await box.enter(name, { problem: tarProblem(entry.header), size });
      if (parts) {
        await box.put(parts, await contentOf(entry));
        continue;
      }
    }
    entry.resume();
  }
}

function tarProblem({ type }: Header): string | null {
  if (type === "file" || type === "contiguous-file") return null;
  return type === "symlink" || type === "link" ? "it is a link" : "it is not a regular file";
}

/** At most a megabyte, as its header promised: both libraries keep to it. */
async function contentOf(stream: AsyncIterable<unknown>, box?: Box): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    box?.grow((chunk as Buffer).length);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
