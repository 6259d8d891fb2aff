/** Puts a backup back: checked whole before anything is touched, and again by what the database then holds. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { emptyDatabase, inTheWay, putRows, putSequences, summer, sumOf, writingOnce } from "@/db/dump";
import { isMigration, migrate, migrateUntil } from "@/db/migrate";
import { CommandError } from "../runtime/command-error";
import { secretIn } from "../runtime/kept-secret";
import { bytesOf, END, type End, Entries, end, HEAD, type Head, head, notWhole, pictureOf, SECRET } from "./archive";

export type Restore = {
  url: string;
  dataDir: string;
  /** Where NEXTAUTH_SECRET is set: it stays, whatever the backup has. */
  givenSecret: string | undefined;
  file: string;
  overwrite: boolean;
  say: (line: string) => void;
};

const MAX_PICTURE_BYTES = 64 * 1024 * 1024;
const MAX_SECRET_BYTES = 4096;

export type Checked = { head: Head; end: End; secret: string | null };

/**
 * Reads all of it and compares its sums.
 * @throws CommandError for what is no backup, not whole, changed, or made by a newer version
 */
export async function checkBackup(file: string): Promise<Checked> {
  const entries = new Entries(file);
  try {
    const start = await entries.json(HEAD, head);
    if (!isMigration(start.migration)) {
      throw new CommandError(`${file} was made by a newer version of Gazette: restore it with that one.`);
    }
    const sums: End["sums"] = {};
    for (const { name } of start.tables) {
      const summing = summer();
      for await (const chunk of entries.rows(name)) summing.add(chunk);
      sums[name] = summing.sum();
    }
    const secret = await secretOf(entries);
    let pictures = 0;
    for await (const _ of picturesOf(entries)) pictures += 1;
    const finish = await entries.json(END, end);
    const wrong = start.tables.find(({ name }) => finish.sums[name]?.sha256 !== sums[name]?.sha256)?.name;
    if (wrong) throw new CommandError(`${file} is damaged: ${wrong} is not what was written.`);
    if (pictures !== finish.pictures) throw new CommandError(`${file} is damaged: pictures are missing.`);
    return { head: start, end: finish, secret };
  } catch (error) {
    throw notWhole(file, error);
  } finally {
    await entries.close();
  }
}

/**
 * Puts rows, secret and pictures back, and brings tables of an older version up to this one.
 * @throws CommandError where the portal runs, or something would be lost and `overwrite` is not asked for
 */
export async function restoreBackup(restore: Restore): Promise<{ rows: number; pictures: number }> {
  const { url, dataDir, file, overwrite, say } = restore;
  say("Checking the backup …");
  const checked = await checkBackup(file);
  const secretFile = join(dataDir, "nextauth-secret");
  const { filled, connections } = await inTheWay(url);
  if (connections > 0) {
    throw new CommandError(`${connections} others are connected to the database. Stop the portal first.`);
  }
  const kept = await secretIn(secretFile);
  const otherSecret = kept !== null && checked.secret !== null && kept !== checked.secret;
  if (!overwrite && (filled.length > 0 || otherSecret)) {
    const what = filled.length > 0 ? `The database has rows (${filled.join(", ")})` : `${secretFile} is another one`;
    throw new CommandError(`${what}. Add --overwrite to lose what is there.`);
  }

  await emptyDatabase(url);
  await migrateUntil(url, checked.head.migration);
  const entries = new Entries(file);
  let pictures = 0;
  try {
    await entries.json(HEAD, head);
    await writingOnce(url, async (sql) => {
      for (const table of checked.head.tables) {
        await putRows(sql, table, Readable.from(entries.rows(table.name), { objectMode: false }));
        const sum = await sumOf(sql, table);
        if (sum.sha256 !== checked.end.sums[table.name]?.sha256) {
          throw new CommandError(`${table.name} came out of the database otherwise than it went in. Nothing was kept.`);
        }
        if (sum.rows > 0) say(`${table.name}: ${sum.rows} rows`);
      }
      await putSequences(sql, checked.end.sequences);
    });
    await migrate(url);
    await mkdir(dataDir, { recursive: true });
    const secret = await secretOf(entries);
    if (secret !== null) await putSecret(secretFile, secret, restore);
    for await (const { path, bytes } of picturesOf(entries)) {
      const to = join(dataDir, "pictures", path);
      await mkdir(dirname(to), { recursive: true });
      await writeFile(to, bytes);
      pictures += 1;
    }
    if (pictures > 0) say(`${pictures} pictures`);
  } finally {
    await entries.close();
  }
  const rows = Object.values(checked.end.sums).reduce((sum, table) => sum + table.rows, 0);
  return { rows, pictures };
}

async function putSecret(path: string, secret: string, { givenSecret, say }: Restore): Promise<void> {
  if (givenSecret !== undefined && givenSecret !== secret) {
    say("NEXTAUTH_SECRET is not the one of the backup: with it nobody stays signed in, and two-factor codes fail.");
  }
  await rm(path, { force: true });
  await writeFile(path, `${secret}\n`, { mode: 0o600 });
}

async function secretOf(entries: Entries): Promise<string | null> {
  if ((await entries.peek())?.header.name !== SECRET) return null;
  const entry = await entries.take();
  return entry ? (await bytesOf(entry, MAX_SECRET_BYTES)).toString("utf8") : null;
}

async function* picturesOf(entries: Entries): AsyncGenerator<{ path: string; bytes: Buffer }> {
  for (;;) {
    const path = pictureOf((await entries.peek())?.header.name ?? "");
    if (path === null) return;
    const entry = await entries.take();
    if (entry) yield { path, bytes: await bytesOf(entry, MAX_PICTURE_BYTES) };
  }
}
