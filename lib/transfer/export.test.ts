import { mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { parseArticleFile } from "../article/file";
import { exportAll } from "./export";
import { importPaths } from "./import";
import { articleText, fileText, relatedText, testFolder, url } from "./testing/files";

const connection = scratchDatabase();
const { db } = connection;
const folder = testFolder();

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic, audit_event, outbox restart identity cascade`);
  for (const name of readdirSync(folder.root)) folder.remove(name);
});

const read = (name: string) => readFileSync(folder.path(name), "utf8");
const importIn = () => importPaths(connection, [folder.path("in")]);
const exportOut = () => exportAll(connection, folder.path("out"));
const LEAD = { quality: "87", heat: "107", published: "true", related: relatedText("b", "c") };

test("what came in comes out as it came", async () => {
  const files = {
    "_news/a.md": articleText({ ...LEAD, secured: '"abc=="' }, "Body\r\n"),
    "_news/b.md": `\ufeff${articleText({ webUrl: url("b"), quality: "60", heat: "-1", published: "false" })}`,
    "_news/q.md": articleText({ webUrl: url("q"), topics: "[AI]" }),
    "_data/topics/00-ai.yaml": "taxonomy: topic\nname: AI\nhashtags: ['#AI']",
    "_data/organizations/a.example.md": fileText("taxonomy: organization\nname: A\ndomain: a.example"),
  };
  for (const [name, text] of Object.entries(files)) folder.write(join("in", name), text);
  await importIn();
  expect(await exportOut()).toMatchObject({ articles: 3, topics: 1, organizations: 1 });
  for (const [name, text] of Object.entries(files)) expect(read(join("out", name))).toBe(text);
  expect(readdirSync(folder.path("out/_news")).sort()).toEqual(["a.md", "b.md", "q.md"]);
});

test("a story that editors changed is listed anew, best first, with what entries held besides", async () => {
  folder.write("in/_news/a.md", articleText({ ...LEAD, related: `${relatedText("b", "c")}\n    note: kept` }));
  await importIn();
  await db.execute(sql`update article set quality = 70 where web_url = ${url("c")}`);
  await db.execute(sql`update story set edited = true`);
  await exportOut();
  const { data, fields } = parseArticleFile(read("out/_news/a.md"));
  expect(data.related).toMatchObject([
    { key: url("c"), quality: 70, raw: { note: "kept" } },
    { key: url("b"), quality: 40 },
  ]);
  expect(fields).toMatchObject({ heat: 107, title: "A title" });
});

test("coverage without a file that an editor judged anew, or took off the list", async () => {
  const related = `${relatedText("b", "c", "d")}\n    note: kept`;
  folder.write("in/_news/a.md", articleText({ ...LEAD, related }));
  folder.write("in/_news/d.md", articleText({ webUrl: url("d"), quality: "30", published: "true" }));
  folder.write("in/_news/e.md", articleText({ webUrl: url("e"), related: relatedText("d") }));
  await importIn();
  await exportOut();
  expect(read("out/_news/a.md")).toBe(read("in/_news/a.md"));
  await db.execute(sql`update article set quality = 91 where web_url = ${url("c")}`);
  await db.execute(sql`update article set withdrawn = true where web_url = ${url("b")}`);
  await exportOut();
  expect(parseArticleFile(read("out/_news/a.md")).data.related).toMatchObject([
    { key: url("c"), quality: 91 },
    { key: url("d"), quality: 40, raw: { note: "kept" } },
  ]);
  for (const name of ["d", "e"]) expect(read(`out/_news/${name}.md`)).toBe(read(`in/_news/${name}.md`));
  await db.execute(sql`update story set edited = true`);
  await exportOut();
  expect(read("out/_news/a.md")).not.toContain(url("b"));
});

test("an article that an editor took out of its story lists nobody", async () => {
  folder.write("in/_news/a.md", articleText(LEAD));
  await importIn();
  await db.execute(sql`update article set story_id = null, is_coverage = false, heat = quality`);
  await exportOut();
  expect(read("out/_news/a.md")).not.toContain("related");
  expect(parseArticleFile(read("out/_news/a.md")).data).toMatchObject({ heat: 87, related: [] });
});

test("published coverage gets a file of its own, that finds its story again", async () => {
  folder.write("in/_news/a.md", articleText(LEAD));
  await importIn();
  await db.execute(sql`update article set state = 'published', slug = 'b' where web_url = ${url("b")}`);
  await exportOut();
  expect(parseArticleFile(read("out/_news/b.md")).data).toMatchObject({ state: "published", quality: 40, heat: -1 });
  await importPaths(connection, [folder.path("out")]);
  expect(
    await db.execute(sql`select count(distinct story_id)::int as stories, count(*)::int as n from article`),
  ).toEqual([{ stories: 1, n: 3 }]);
});

test("nothing is written outside of the folder", async () => {
  folder.write("in/_news/a.md", articleText());
  await importIn();
  mkdirSync(folder.path("elsewhere"));
  mkdirSync(folder.path("out"));
  symlinkSync(folder.path("elsewhere"), folder.path("out/_news"));
  await expect(exportOut()).rejects.toThrow("leads out of");
  folder.remove("out/_news");
  folder.write("victim", "mine");
  folder.write("out/_news/b.md", "other");
  symlinkSync(folder.path("victim"), folder.path("out/_news/a.md"));
  await exportOut();
  expect(read("victim")).toBe("mine");
  expect(read("out/_news/a.md")).toBe(articleText());
  expect(readdirSync(folder.path("out/_news"))).toEqual(["a.md", "b.md"]);
});
