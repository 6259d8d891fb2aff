/** Topics and providers that editors changed: out to files and in again, and beside files that come once more. */
import { readdirSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { allTopics } from "@/db/topic-changes";
import { changeProvider, createProvider } from "../provider/change";
import { mergeProviders, removeProvider } from "../provider/merge";
import { withLogo } from "../provider/view";
import { changeTopic, createTopic } from "../topic/change";
import { mergeTopics, removeTopic } from "../topic/merge";
import { exportAll } from "./export";
import { importPaths } from "./import";
import { articleText, fileText, testFolder } from "./testing/files";

const connection = scratchDatabase();
const { db } = connection;
const folder = testFolder();
const who = { by: { id: null, name: "day@desk.example" }, now: new Date("2026-11-23T09:00:00Z") };

const WEB = "# the web\ntaxonomy: topic\n_id: web\nname: Web\nkeywords:\n  - html # markup\nhashtags:\n  - '#Web'\n";

beforeEach(async () => {
  await empty();
  for (const name of ["in", "out"]) folder.write(`${name}/.keep`, "");
  folder.remove("in");
  folder.remove("out");
  folder.write("in/_data/topics/00-data.yaml", "taxonomy: topic\nname: Data\n");
  folder.write("in/_data/topics/01-bases.yaml", "taxonomy: topic\n_id: bases\nname: Databases\nparent: Data\n");
  folder.write("in/_data/topics/02-web.yaml", WEB);
  const organization = "taxonomy: organization\n_id: a.example # where\nname: A\nextra: kept";
  folder.write("in/_data/organizations/a.example.md", fileText(organization, "Body.\n"));
  write("2024-04-11-one", { topics: "[Databases, Loose]" });
  write("2024-04-11-two", { webUrl: '"https://b.example/two"', topics: "[Web]" });
  await importPaths(connection, [folder.path("in")]);
});

const empty = () =>
  db.execute(
    sql`truncate article, story, provider, topic, audit_event, outbox, topic_redirect restart identity cascade`,
  );
const write = (slug: string, fields: Record<string, string>) =>
  folder.write(`in/_news/${slug}.md`, articleText({ published: "true", ...fields }));
const again = () => importPaths(connection, [folder.path("in")]);
const idOf = async (domain: string) =>
  (await db.execute<{ id: number }>(sql`select id::int as id from provider where domain = ${domain}`))[0]?.id ?? 0;

/** All that editors decide, without ids that only the database knows. */
async function data() {
  const topics = (await allTopics(db)).map(({ file, fileName, ...rest }) => rest);
  const providers = await db.execute(
    sql`select domain, name, description, images from provider where file is not null or exists (select 1 from article where provider_id = provider.id) order by domain`,
  );
  const articles = await db.execute(sql`
    select slug, domain, (select json_agg(topic_id order by position) from article_topic where article_id = article.id) as topics
      from article join provider on provider.id = provider_id order by slug`);
  return { topics, providers: [...providers], articles: [...articles] };
}

async function edit() {
  await changeTopic(db, {
    id: "web",
    changes: { id: "www", name: "The web", keywords: ["html", "css"], after: null },
    ...who,
  });
  await changeTopic(db, { id: "data", changes: { name: "All data", shortname: "Data" }, ...who });
  await changeTopic(db, { id: "loose", changes: { keywords: ["loose"] }, ...who });
  await createTopic(db, { name: "Engines", parent: "The web", ...who });
  const id = await idOf("a.example");
  const changes = { domain: "aa.example", name: "A & A", description: "Two of them.", images: withLogo([], "/a.svg") };
  await changeProvider(db, { id, changes, ...who });
  await changeProvider(db, { id: await idOf("b.example"), changes: { name: "Bee" }, ...who });
  await createProvider(db, { name: "See", domain: "c.example", ...who });
}

test("what editors changed is exported, and an empty database takes it in as it was", async () => {
  await edit();
  const edited = await data();
  await exportAll(connection, folder.path("out"));
  await empty();
  const { refused } = await importPaths(connection, [folder.path("out")]);
  expect(refused).toBe(0);
  expect(await data()).toEqual(edited);
});

test("a file keeps all that nobody changed", async () => {
  await changeTopic(db, { id: "web", changes: { name: "The web" }, ...who });
  await changeProvider(db, { id: await idOf("a.example"), changes: { name: "A & A" }, ...who });
  await exportAll(connection, folder.path("out"));
  const read = (path: string) => readFileSync(folder.path(`out/_data/${path}`), "utf8");
  expect(read("topics/02-web.yaml")).toBe(WEB.replace("name: Web", 'name: "The web"'));
  expect(read("topics/00-data.yaml")).toBe("taxonomy: topic\nname: Data\n");
  expect(read("organizations/a.example.md")).toBe(
    fileText('taxonomy: organization\n_id: a.example # where\nname: "A & A"\nextra: kept', "Body.\n"),
  );
});

test("files whose names would tell another order get numbers", async () => {
  await changeTopic(db, { id: "web", changes: { after: null }, ...who });
  await exportAll(connection, folder.path("out"));
  expect(readdirSync(folder.path("out/_data/topics"))).toEqual(["00-web.yaml", "01-data.yaml", "02-bases.yaml"]);
});

test("unchanged files undo nothing, even of what was merged or removed", async () => {
  await edit();
  await mergeTopics(db, { from: "bases", into: "www", ...who });
  await removeTopic(db, { id: "data", ...who });
  const bee = await idOf("b.example");
  await mergeProviders(db, { from: await idOf("aa.example"), into: bee, ...who });
  const edited = await data();
  // As if the files had been touched: articles are told by their hashes, the others by their texts.
  const { topics, organizations, articles } = await again();
  expect([topics.changed, topics.new, organizations.changed, organizations.new]).toEqual([0, 0, 0, 0]);
  expect([articles.changed, articles.new]).toEqual([0, 0]);
  expect(await data()).toEqual(edited);
  write("2024-04-11-three", { webUrl: '"https://a.example/three"', topics: "[Databases, Web]" });
  await again();
  expect(await db.execute(sql`select name from topic order by name`)).toEqual([
    { name: "Engines" },
    { name: "Loose" },
    { name: "The web" },
  ]);
  expect((await data()).articles).toContainEqual({ slug: "2024-04-11-three", domain: "b.example", topics: ["www"] });
});

test("a removed provider stays away while its file is as it was", async () => {
  folder.write("in/_data/organizations/d.example.md", fileText("taxonomy: organization\nname: D\ndomain: d.example"));
  await again();
  await removeProvider(db, { id: await idOf("d.example"), ...who });
  await again();
  expect(await idOf("d.example")).toBe(0);
  folder.write("in/_data/organizations/d.example.md", fileText("taxonomy: organization\nname: Dee\ndomain: d.example"));
  await again();
  expect(await idOf("d.example")).toBeGreaterThan(0);
});

test("a file that changed later wins for what it changed, and for nothing else", async () => {
  await edit();
  folder.write("in/_data/topics/02-web.yaml", WEB.replace("name: Web", "name: Web\nshortname: W"));
  const organization = "taxonomy: organization\n_id: a.example # where\nname: A\ndescription: Of the file.";
  folder.write("in/_data/organizations/a.example.md", fileText(organization));
  await again();
  const { topics, providers } = await data();
  expect(topics).toContainEqual(
    expect.objectContaining({ id: "www", name: "The web", shortname: "W", keywords: ["html", "css"], position: 0 }),
  );
  expect(providers).toContainEqual(
    expect.objectContaining({ domain: "aa.example", name: "A & A", description: "Of the file." }),
  );
});
