/** Makes a backup: all rows of one moment, the secret and the pictures. The portal may run meanwhile. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { link, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import {
  type DumpSession,
  type DumpTable,
  dumpTables,
  newestMigration,
  readingOnce,
  rowsOf,
  type Sum,
  sequences,
  summer,
} from "@/db/dump";
import { CommandError } from "../runtime/command-error";
import { END, type End, FORMAT, HEAD, type Head, PART_BYTES, partName, pictureOf, SECRET } from "./archive";

export type Backup = {
  url: string;
  dataDir: string;
  /** Signs sessions and encrypts two-factor secrets; null where there is none yet. */
  secret: string | null;
  file: string;
  overwrite: boolean;
  now: Date;
  say: (line: string) => void;
};

type Add = (name: string, content: Buffer) => Promise<void>;

/**
 * Writes the archive, readable by its owner alone. Another file of the name stays until this one is whole.
 * @throws CommandError where there is such a file, unless it may be replaced
 */
export async function writeBackup(backup: Backup): Promise<{ rows: number; pictures: number }> {
  const { file, overwrite } = backup;
  if (!overwrite && (await exists(file))) throw taken(file);
  const draft = `${file}.part`;
  try {
    const counts = await packed(draft, backup.now, (add) => content(backup, add));
    const done = await open(draft, "r+");
    await done.sync().finally(() => done.close());
    if (overwrite) await rename(draft, file);
    else await link(draft, file);
    return counts;
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "EEXIST" ? taken(file) : error;
  } finally {
    await rm(draft, { force: true });
  }
}

const taken = (file: string) => new CommandError(`${file} is there already. Choose another name, or add --overwrite.`);

async function packed<T>(file: string, mtime: Date, fill: (add: Add) => Promise<T>): Promise<T> {
  const archive: Pack = pack();
  const failed = new AbortController();
  const written = pipeline(archive, createGzip(), createWriteStream(file, { mode: 0o600 }));
  // Else an entry would wait for ever for somebody to take it.
  written.catch((error) => failed.abort(error));
  try {
    const result = await fill(async (name, bytes) => {
      failed.signal.throwIfAborted();
      const entry = archive.entry({ name, size: bytes.length, mode: 0o600, mtime });
      entry.end(bytes);
      await once(entry, "finish", { signal: failed.signal });
    });
    archive.finalize();
    await written;
    return result;
  } catch (error) {
    archive.destroy();
    await written.catch(() => {});
    throw failed.signal.aborted ? failed.signal.reason : error;
  }
}

async function content(backup: Backup, add: Add): Promise<{ rows: number; pictures: number }> {
  const { url, secret, dataDir, say, now } = backup;
  const { sums, numbers } = await readingOnce(url, async (sql) => {
    const tables = await dumpTables(sql);
    const migration = await newestMigration(sql);
    const head: Head = { format: FORMAT, madeAt: now.toISOString(), migration, tables };
    await add(HEAD, json(head));
    const sums: End["sums"] = {};
    for (const table of tables) {
      const sum = await addRows(sql, table, add);
      sums[table.name] = sum;
      if (sum.rows > 0) say(`${table.name}: ${sum.rows} rows`);
    }
    return { sums, numbers: await sequences(sql) };
  });
  if (secret !== null) await add(SECRET, Buffer.from(secret));
  const pictures = await addPictures(join(dataDir, "pictures"), add);
  if (pictures > 0) say(`${pictures} pictures`);
  await add(END, json({ sums, sequences: numbers, pictures } satisfies End));
  const rows = Object.values(sums).reduce((sum, table) => sum + table.rows, 0);
  return { rows, pictures };
}

async function addRows(sql: DumpSession, table: DumpTable, add: Add): Promise<Sum> {
  const summing = summer();
  let parts = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const flush = async () => {
    if (bytes === 0) return;
    parts += 1;
    await add(partName(table.name, parts), Buffer.concat(waiting));
    waiting = [];
    bytes = 0;
  };
  for await (const chunk of await rowsOf(sql, table)) {
    summing.add(chunk);
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= PART_BYTES) await flush();
  }
  await flush();
  return summing.sum();
}

/** Those that are swept away meanwhile are left out: they are fetched again when somebody asks. */
async function addPictures(folder: string, add: Add): Promise<number> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  let count = 0;
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name);
    const name = `pictures/${relative(folder, path).split(sep).join("/")}`;
    if (!entry.isFile() || pictureOf(name) === null) continue;
    const bytes = await readFile(path).catch(() => null);
    if (!bytes) continue;
    await add(name, bytes);
    count += 1;
  }
  return count;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value, null, 1));
const exists = (file: string) =>
  open(file).then(
    (handle) => handle.close().then(() => true),
    () => false,
  );
