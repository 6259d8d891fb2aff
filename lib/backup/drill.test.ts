import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { type Connection, connect } from "@/db/client";
import { dumpTables, putRows, readingOnce, sequences, sumOf, writingOnce } from "@/db/dump";
import { countLive, targetStates } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { importSample } from "../sample";
import { repairSearchDocuments } from "../search/backfill";
import { testMeilisearch } from "../search/testing/meilisearch";
import { exportAll } from "../transfer/export";
import { startWorker } from "../worker";
import { checkBackup, restoreBackup } from "./read";
import { writeBackup } from "./write";

const source = scratchDatabase();
const meilisearch = testMeilisearch();
const targetName = `drill_${randomBytes(6).toString("hex")}`;
let folder: string;
let file: string;
let target: string;

const onServer = async (statement: string) => {
  const sql = postgres(inject("postgresUrl"), { max: 1, onnotice: () => {} });
  await sql.unsafe(statement).finally(() => sql.end());
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-drill-"));
  file = join(folder, "backup.tar.gz");
  target = Object.assign(new URL(source.url), { pathname: `/${targetName}` }).href;
  await onServer(`create database ${targetName}`);
  await importSample(source, folder);
  // What a form of text could break: line ends, tabs, backslashes, its own end mark, letters of many bytes.
  const awkward = "a\nb\tc\\d\\.\n\\.\nNULL \\N 漢字 \u{1f5de}";
  await source.sql`insert into setting (key, value) values ('awkward', ${JSON.stringify({ awkward })}::text::jsonb)`;
  await source.sql`update article set excerpt = ${awkward} where id = (select min(id) from article)`;
  // More than one part.
  const large = randomBytes(5_000_000);
  await source.sql`insert into setting (key, value) values ('large', ${JSON.stringify(large.toString("base64"))}::text::jsonb)`;
  await mkdir(join(folder, "from", "pictures", "ab", "abcd"), { recursive: true });
  await writeFile(join(folder, "from", "pictures", "ab", "abcd", "320.webp"), randomBytes(3_000));
  await writeBackup({ ...backup(), file });
}, 120_000);

afterAll(async () => {
  await onServer(`drop database ${targetName} with (force)`);
  await rm(folder, { recursive: true, force: true });
});

const backup = () => ({
  url: source.url,
  dataDir: join(folder, "from"),
  secret: "the-secret-of-the-portal",
  file,
  overwrite: false,
  now: new Date("2026-11-20T04:00:00Z"),
  say: () => {},
});
const restore = (changes: { file?: string; overwrite?: boolean } = {}) =>
  restoreBackup({
    url: target,
    dataDir: join(folder, "to"),
    givenSecret: undefined,
    file,
    overwrite: false,
    say: () => {},
    ...changes,
  });
const sums = (url: string) =>
  readingOnce(url, async (sql) => {
    const found = [];
    for (const table of await dumpTables(sql)) found.push([table.name, await sumOf(sql, table)]);
    return { sums: Object.fromEntries(found), sequences: await sequences(sql) };
  });

async function exported(connection: Pick<Connection, "db">, name: string): Promise<[string, string][]> {
  const out = join(folder, name);
  await exportAll(connection, out);
  const files = await readdir(out, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((entry) => entry.isFile())
    .map(async (entry): Promise<[string, string]> => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(out.length), await readFile(path, "utf8")];
    });
  return (await Promise.all(texts)).sort();
}

test("every table is in it that is not made anew, and each has a key", async () => {
  const { head } = await checkBackup(file);
  const tables = await source.sql<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
                                               and relpersistence = 'p' order by 1`;
  const names = tables.map(({ name }) => name).filter((name) => name !== "search_target");
  expect(head.tables.map(({ name }) => name).sort()).toEqual(names.sort());
  for (const { order } of head.tables) expect(order).not.toBeNull();
});

test("the drill: restored, every table, the export, the secret, pictures and search are as they were", async () => {
  const counts = await restore();
  expect(counts.pictures).toBe(1);
  expect(await sums(target)).toEqual(await sums(source.url));
  const picture = join("pictures", "ab", "abcd", "320.webp");
  expect(await readFile(join(folder, "to", picture))).toEqual(await readFile(join(folder, "from", picture)));
  expect((await readFile(join(folder, "to", "nextauth-secret"), "utf8")).trim()).toBe("the-secret-of-the-portal");
  const connection = connect(target, { max: 10 });
  try {
    const files = await exported(connection, "export-of-restored");
    expect(files.length).toBeGreaterThan(20);
    expect(files).toEqual(await exported(source, "export-of-source"));
    expect(await repairSearchDocuments(connection.db)).toEqual({ written: 0, removed: 0 });
    if (!meilisearch.isThere) return console.log("No Meilisearch: the drill rebuilds search on Postgres alone.");
    const { address, indexUid } = meilisearch;
    const worker = startWorker(connection, () => {}, { addresses: [address], indexUid, timeZone: "UTC" });
    try {
      const live = await countLive(connection.db, new Date());
      const built = async () => {
        const [state] = [...(await targetStates(connection.db)).values()];
        expect(state).toMatchObject({ status: "ready", documents: live });
      };
      await vi.waitFor(built, { timeout: 60_000, interval: 200 });
    } finally {
      await worker.stop();
    }
  } finally {
    await connection.close();
  }
}, 120_000);

test("what would be lost is refused, and replaced when that is asked for", async () => {
  await expect(restore()).rejects.toThrow(/The database has rows \(.*article.*\)\. Add --overwrite/);
  const sql = postgres(target, { max: 1, onnotice: () => {} });
  try {
    await sql`delete from slug_redirect`;
    await sql`update setting set value = '1' where key = 'awkward'`;
    await expect(restore({ overwrite: true })).rejects.toThrow("1 others are connected to the database");
  } finally {
    await sql.end();
  }
  await restore({ overwrite: true });
  expect(await sums(target)).toEqual(await sums(source.url));
});

test.each([
  ["at once", 1],
  ["after much", 20_000],
])("rows that the database refuses %s end in what it says, and none is kept", async (_, before) => {
  const lines = Array.from({ length: before }, (_, at) => `refused-${at}\t"${"x".repeat(200)}"\n`);
  const given = Readable.from([...lines, "no value\n", ...lines], { objectMode: false });
  const putting = writingOnce(target, async (sql) => {
    const setting = (await dumpTables(sql)).find(({ name }) => name === "setting");
    if (setting) await putRows(sql, setting, given);
  });
  await expect(putting).rejects.toThrow('missing data for column "value"');
  expect(await sums(target)).toEqual(await sums(source.url));
});

test("new rows get new numbers", async () => {
  const sql = postgres(target, { max: 1, onnotice: () => {} });
  try {
    const [before] = await sql`select max(id)::int as id from provider`;
    const [added] = await sql`insert into provider (name, domain) values ('New', 'new.example') returning id::int`;
    expect(added?.id).toBeGreaterThan(before?.id);
  } finally {
    await sql.end();
  }
});

test("a file that is there is not replaced, nor left half written; only its owner reads it", async () => {
  await expect(writeBackup({ ...backup(), file })).rejects.toThrow("is there already");
  await expect(writeBackup({ ...backup(), file: join(folder, "x.tar.gz"), url: `${source.url}x` })).rejects.toThrow();
  expect((await readdir(folder)).filter((name) => /\.part$|^x/.test(name))).toEqual([]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("what is cut, changed or something else is refused before anything is touched", async () => {
  const whole = await readFile(file);
  const broken = join(folder, "broken.tar.gz");
  const tar = gunzipSync(whole);
  const changed = Buffer.from(tar);
  changed.writeUInt8(changed.readUInt8(changed.indexOf("漢字") + 1) ^ 1, changed.indexOf("漢字") + 1);
  const before = await sums(target);
  for (const [bytes, reason] of [
    [whole.subarray(0, whole.length - 2_000), /not whole/],
    [gzipSync(changed), /is damaged: \w+ is not what was written/],
    [gzipSync(tar.subarray(0, tar.indexOf("end.json"))), /not whole/],
    [Buffer.from("no archive"), /is no backup, or not whole/],
  ] as const) {
    await writeFile(broken, bytes);
    await expect(restore({ file: broken, overwrite: true })).rejects.toThrow(reason);
  }
  await expect(restore({ file: join(folder, "nothing") })).rejects.toThrow("There is no file");
  expect(await sums(target)).toEqual(before);
});
