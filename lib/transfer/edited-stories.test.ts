/** Stories that editors made go out to files, and come back into an empty database as they were. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { brokenInvariants } from "@/db/invariants";
import { scratchDatabase } from "@/db/testing/scratch";
import { changeArticles } from "../publishing/change";
import { chooseLead, mergeIntoStory, splitFromStory } from "../story/change";
import { exportAll } from "./export";
import { importPaths } from "./import";
import { articleText, testFolder, url } from "./testing/files";

const connection = scratchDatabase();
const { db } = connection;
const folder = testFolder();
const how = { by: { id: null, name: "day@desk.example" }, now: new Date("2026-11-23T09:00:00Z") };

const clear = () =>
  db.execute(sql`truncate article, story, provider, topic, audit_event, outbox restart identity cascade`);
beforeEach(async () => {
  await clear();
  for (const name of readdirSync(folder.root)) folder.remove(name);
  for (const [name, quality] of [
    ["a", "87"],
    ["b", "70"],
    ["c", "60"],
    ["d", "50"],
  ] as const) {
    folder.write(`in/_news/${name}.md`, articleText({ webUrl: url(name), quality, published: "true" }));
  }
  await importPaths(connection, [folder.path("in")]);
});

const rows = () =>
  db.execute<{ slug: string; heat: number; lead: boolean; given: boolean; size: number }>(sql`
    select slug, heat, not is_coverage as lead, lead_given as given, heat_given as "byHand",
           (case when story_id is null then 1 else count(*) over (partition by story_id) end)::int as size
      from article order by slug`);
const idOf = async (slug: string) =>
  (await db.execute<{ id: number }>(sql`select id::int as id from article where slug = ${slug}`))[0]?.id ?? 0;

async function throughFiles() {
  const before = await rows();
  await exportAll(connection, folder.path("out"));
  await clear();
  await importPaths(connection, [join(folder.path("out"))]);
  expect(await rows()).toEqual(before);
  expect(await brokenInvariants(db, new Date())).toEqual([]);
  return before;
}

test("a story that was merged, and one that was split", async () => {
  await mergeIntoStory(db, [await idOf("a"), await idOf("b"), await idOf("c")], how);
  expect(await throughFiles()).toMatchObject([
    { slug: "a", heat: 107, lead: true, size: 3 },
    { slug: "b", heat: -1, lead: false, size: 3 },
    { slug: "c", heat: -1, lead: false, size: 3 },
    { slug: "d", heat: 50, lead: true, size: 1 },
  ]);
  await splitFromStory(db, [await idOf("b")], how);
  expect(await throughFiles()).toMatchObject([{ heat: 97 }, { heat: 70, size: 1 }, { heat: -1 }, { size: 1 }]);
});

test("a lead that an editor chose still leads", async () => {
  await mergeIntoStory(db, [await idOf("a"), await idOf("b"), await idOf("c")], how);
  const [{ storyId = 0 } = {}] = await db.execute<{ storyId: number }>(
    sql`select story_id::int as "storyId" from article where slug = 'b'`,
  );
  await chooseLead(db, storyId, await idOf("b"), how);
  expect(await throughFiles()).toMatchObject([
    { slug: "a", heat: -1, lead: false, given: false, byHand: null },
    { slug: "b", heat: 90, lead: true, given: true, byHand: null },
    { slug: "c", heat: -1, lead: false },
    { slug: "d" },
  ]);
  await chooseLead(db, (await storyOf("b")) ?? 0, null, how);
  expect(await throughFiles()).toMatchObject([{ heat: 107, lead: true }, { heat: -1, given: false }, { heat: -1 }, {}]);
});

const storyOf = async (slug: string) =>
  (await db.execute<{ id: number }>(sql`select story_id::int as id from article where slug = ${slug}`))[0]?.id;

test("heat by hand in a story stays by hand", async () => {
  await mergeIntoStory(db, [await idOf("a"), await idOf("b")], how);
  await changeArticles(db, { edits: [{ id: await idOf("b"), changes: { heat: 77 } }], ...how });
  expect(await throughFiles()).toMatchObject([{ heat: 97, lead: true }, { heat: 77, lead: false, byHand: 77 }, {}, {}]);
});
