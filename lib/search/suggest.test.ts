import { beforeAll, expect, test } from "vitest";
import { provider, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "./index-articles";
import { suggest } from "./suggest";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");

beforeAll(async () => {
  await db.insert(topic).values([
    { id: "systems", name: "Systems" },
    { id: "databases", name: "Databases", shortname: "DB", parent: "Systems" },
    { id: "data-quality", name: "Data Quality" },
    { id: "caf-culture", name: "Café Culture" },
    { id: "cpp", name: "C++" },
    { id: "empty", name: "Data nobody writes of" },
  ]);
  await db.insert(provider).values([
    { domain: "data.example", name: "The Daily Data" },
    { domain: "hidden.example", name: "Data Hidden" },
    { domain: "tailwater.example", name: "The Tailwater" },
  ]);
  const ids = [
    await anArticle(db, { title: "Databases that forget", topics: ["Databases"] }),
    await anArticle(db, { title: "A database for two", topics: ["Databases", "Systems"], domain: "data.example" }),
    await anArticle(db, { title: "Rows and rows", topics: ["Data Quality"] }),
    await anArticle(db, { title: "Espresso & more", topics: ["Café Culture"] }),
    await anArticle(db, { title: "Templates", topics: [] }),
    await anArticle(db, { title: "Data unseen", state: "unpublished", domain: "hidden.example" }),
    await anArticle(db, { title: "Data to come", liveFrom: new Date("2027-01-01"), topics: ["Empty"] }),
  ];
  await indexArticles(db, ids);
});

const ask = async (q: string) => {
  const { articles, topics, providers } = await suggest(db, q, NOW);
  return {
    articles: articles.map(({ title }) => title),
    topics: topics.map(({ name }) => name),
    providers: providers.map(({ name }) => name),
  };
};

test("articles, topics and providers that begin so, with paths and counts of what is live", async () => {
  const found = await suggest(db, " databas", NOW);
  expect(found.query).toBe("databas");
  expect(found.topics).toEqual([{ id: "databases", name: "Databases", url: "/topic/databases", articles: 2 }]);
  expect(found.articles).toHaveLength(2);
  expect(found.articles).toContainEqual({
    slug: expect.stringMatching(/^2026-11-20-article-/),
    title: "Databases that forget",
    url: expect.stringMatching(/^\/news\/2026-11-20-article-/),
    provider: "The Tailwater",
    highlights: [
      { text: "Databases", mark: true },
      { text: " that forget", mark: false },
    ],
  });
  expect((await suggest(db, "daily", NOW)).providers).toEqual([
    { domain: "data.example", name: "The Daily Data", url: "/provider/data.example", articles: 1 },
  ]);
});

test.each<[string, string[]]>([
  ["data", ["Databases", "Data Quality"]],
  ["DATA Q", ["Data Quality"]],
  ["rows of data q", ["Data Quality"]],
  ["qual", ["Data Quality"]],
  ["data-qual", ["Data Quality"]],
  ["db", ["Databases"]],
  ["cafe", ["Café Culture"]],
  ["CAFÉ c", ["Café Culture"]],
  ["databsaes", ["Databases"]],
  ["atab", []],
  ["zebra", []],
  ["c+", []],
])("topics for %s", async (q, expected) => {
  expect((await ask(q)).topics).toEqual(expected);
});

test("a parent counts what is below it, an article once", async () => {
  expect((await suggest(db, "syst", NOW)).topics).toMatchObject([{ name: "Systems", articles: 2 }]);
});

test("nothing that is not public is suggested", async () => {
  expect(await ask("data hid")).toEqual({ articles: [], topics: [], providers: [] });
  expect((await ask("site:data")).providers).toEqual(["The Daily Data"]);
});

test("many names that nothing live has do not hide one that has", async () => {
  const silent = Array.from({ length: 20 }, (_, number) => ({ domain: `z${number}.example`, name: `Zeta ${number}` }));
  await db.insert(provider).values([...silent, { domain: "zeta.example", name: "Zeta in full voice" }]);
  await anArticle(db, { domain: "zeta.example" });
  expect((await ask("zet")).providers).toEqual(["Zeta in full voice"]);
});

test("while an operator is typed only what it takes", async () => {
  expect(await ask("rows topic:da")).toEqual({ articles: [], topics: ["Databases", "Data Quality"], providers: [] });
  expect(await ask('-topic:"data qu')).toEqual({ articles: [], topics: ["Data Quality"], providers: [] });
  expect(await ask("site:x.example,tailw")).toEqual({ articles: [], topics: [], providers: ["The Tailwater"] });
  expect(await ask("source:data.exa")).toMatchObject({ providers: ["The Daily Data"] });
  expect(await ask("site:")).toEqual({ articles: [], topics: [], providers: [] });
  // Finished by a space, it is part of the query.
  expect((await ask("site:data.example ")).articles).toEqual(["A database for two"]);
});

test.each([
  "",
  "   ",
  "!!!",
  "\u0000",
  "topic:\u0000",
  "%",
  "_",
  "\\",
  "'",
  '"',
  "site:%",
  "topic:\\",
  "(((",
  "日本",
  "\ud800",
  "a".repeat(5000),
])("%j can be typed", async (q) => {
  expect(await ask(q)).toMatchObject({ articles: [], topics: [], providers: [] });
});
