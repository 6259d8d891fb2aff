/** Backups of other versions: an older one is brought up to this one, a newer one is refused. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/client";
import { emptyDatabase, readingOnce } from "@/db/dump";
import { migrateUntil } from "@/db/migrate";
import { missingMigrations } from "@/db/migration-state";
import journal from "@/db/migrations/meta/_journal.json";
import { countLive } from "@/db/search-targets";
import { scratchDatabase } from "@/db/testing/scratch";
import { repairSearchDocuments } from "../search/backfill";
import { checkBackup, restoreBackup } from "./read";
import { writeBackup } from "./write";

const NOW = new Date("2026-11-20T04:00:00Z");
const OLDER = journal.entries.slice(0, -1);
const [first, lastButOne] = [OLDER[0], OLDER.at(-1)];

/** Of this version, and untouched: what a restored one must look like. */
const current = scratchDatabase();
const source = scratchDatabase();
const target = scratchDatabase();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-versions-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const backedUp = async (name: string) => {
  const file = join(folder, `${name}.tar.gz`);
  const given = { url: source.url, dataDir: join(folder, "from"), secret: null, overwrite: false, now: NOW };
  await writeBackup({ ...given, file, say: () => {} });
  return file;
};
const restored = async (file: string) => {
  await target.sql.end();
  const given = { url: target.url, dataDir: join(folder, "to"), givenSecret: undefined, overwrite: true };
  return restoreBackup({ ...given, file, say: () => {} });
};

/** One article with all that it refers to, in words that the oldest tables have. */
async function addRows(): Promise<void> {
  const sql = postgres(source.url, { max: 1, onnotice: () => {} });
  try {
    await sql`insert into provider (domain, name) values ('tailwater.example', 'Tailwater')`;
    await sql`insert into story default values`;
    await sql`insert into article (slug, state, title, published_at, original_url, provider_id, story_id, quality)
              select 'merrow-4', 'published', 'Merrow 4 is out', '2026-11-19T06:40:00Z',
                     'https://tailwater.example/merrow-4', provider.id, story.id, 90 from provider, story`;
    await sql`insert into setting (key, value) values ('older', '"kept"')`;
  } finally {
    await sql.end();
  }
}

/** Everything that migrations make, in words that can be compared. */
const schemaOf = (url: string) =>
  readingOnce(url, async (sql) => ({
    columns: await sql`
      select relname, relpersistence, attname, format_type(atttypid, atttypmod) as type, attnotnull, attidentity,
             attgenerated, pg_get_expr(adbin, adrelid) as value
        from pg_class join pg_attribute on attrelid = pg_class.oid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
       order by relname, attnum`,
    constraints: await sql`
      select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as is from pg_constraint
       where connamespace = 'public'::regnamespace order by 1, 2`,
    indexes: await sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`,
    triggers: await sql`
      select pg_get_triggerdef(oid) as is, tgenabled from pg_trigger where not tgisinternal order by 1`,
    functions: await sql`
      select pg_get_functiondef(oid) as is from pg_proc
       where pronamespace = 'public'::regnamespace and prokind = 'f'
         and not exists (select 1 from pg_depend where objid = pg_proc.oid and deptype = 'e') order by 1`,
  }));

test.each([
  ["the last version but one", lastButOne],
  ["the first version", first],
])("a backup of %s comes out with its rows and all tables of this one", async (_, entry) => {
  await source.sql.end();
  await emptyDatabase(source.url);
  await migrateUntil(source.url, entry?.when ?? 0);
  await addRows();
  const counts = await restored(await backedUp(entry?.tag ?? ""));
  expect(counts).toEqual({ rows: expect.any(Number), pictures: 0 });
  const { db, sql, close } = connect(target.url, { max: 2 });
  try {
    expect(await missingMigrations(db)).toBe(0);
    const schema = await schemaOf(target.url);
    expect(schema.columns.length).toBeGreaterThan(100);
    expect(schema).toEqual(await schemaOf(current.url));
    expect(
      await sql`select title, quality, provider.name, story_id from article join provider on provider_id = provider.id`,
    ).toEqual([{ title: "Merrow 4 is out", quality: 90, name: "Tailwater", story_id: expect.anything() }]);
    expect(await sql`select value from setting where key = 'older'`).toEqual([{ value: "kept" }]);
    expect(await countLive(db, NOW)).toBe(1);
    await repairSearchDocuments(db);
    expect(await repairSearchDocuments(db)).toEqual({ written: 0, removed: 0 });
    expect(await sql`insert into provider (domain, name) values ('new.example', 'New') returning id::int`).toEqual([
      { id: 2 },
    ]);
  } finally {
    await close();
  }
});

test("a backup of a newer version is refused, and nothing is touched", async () => {
  await emptyDatabase(source.url);
  await migrateUntil(source.url, Number.POSITIVE_INFINITY);
  const sql = postgres(source.url, { max: 1, onnotice: () => {} });
  const when = (journal.entries.at(-1)?.when ?? 0) + 1;
  await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of a newer version', ${when})`;
  await sql.end();
  await addRows();
  const file = await backedUp("newer");
  const newer = "was made by a newer version of Gazette: restore it with that one.";
  const before = await schemaOf(target.url);
  const rows = () => readingOnce(target.url, (sql) => sql`select * from article order by id`);
  const articles = await rows();
  await expect(checkBackup(file)).rejects.toThrow(newer);
  await expect(restored(file)).rejects.toThrow(newer);
  expect(await schemaOf(target.url)).toEqual(before);
  expect(await rows()).toEqual(articles);
});
