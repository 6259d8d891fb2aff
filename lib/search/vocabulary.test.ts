import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { repairSearchDocuments } from "./backfill";
import { indexArticles } from "./index-articles";
import { parseQuery } from "./query";
import { corrections, learnWords, recountWords } from "./vocabulary";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const wordCounts = async () =>
  new Map(
    (await db.execute<{ word: string; articles: number }>(sql`select word, articles from search_word`)).map(
      ({ word, articles }) => [word, articles],
    ),
  );
const parsed = (q: string) => parseQuery(q).flatMap((clause) => (clause.kind === "text" ? [clause] : []));
const meant = async (q: string, prefix = false) => {
  return (await corrections(db, parsed(q), prefix, NOW)).map(({ word, meant }) => `${word}: ${meant}`);
};

let valley = 0;
let radio = 0;
beforeAll(async () => {
  valley = await anArticle(db, { title: "Valley meshes, valley masts", topics: ["Networks"] });
  radio = await anArticle(db, { title: "Radio in the valley", excerpt: "Café 2020" });
  await anArticle(db, { title: "Unpublished zeppelins", state: "unpublished" });
});

test("articles without a document get one, and what is not published has none", async () => {
  expect(await repairSearchDocuments(db)).toEqual({ written: 2, removed: 0 });
  expect(await repairSearchDocuments(db)).toEqual({ written: 0, removed: 0 });
  await db.execute(sql`update article set state = 'unpublished' where id = ${radio}`);
  expect(await repairSearchDocuments(db)).toEqual({ written: 0, removed: 1 });
  await db.execute(sql`update article set state = 'published' where id = ${radio}`);
  expect(await repairSearchDocuments(db)).toEqual({ written: 1, removed: 0 });
});

test("words are learnt with the number of articles that have them, once each", async () => {
  await learnWords(db, [valley, radio], NOW);
  const counts = await wordCounts();
  expect([counts.get("valley"), counts.get("radio"), counts.get("cafe"), counts.get("2020")]).toEqual([2, 1, 1, 1]);
  expect([...counts.keys()].filter((word) => /[~^|]/.test(word) || word === "zeppelins")).toEqual([]);
});

test("writers at once do not stop each other", async () => {
  await Promise.all(
    Array.from({ length: 8 }, (_, turn) => learnWords(db, turn % 2 ? [valley, radio] : [radio, valley], NOW)),
  );
  expect((await wordCounts()).get("valley")).toBeGreaterThan(2);
});

test("a recount puts counts right and drops what stands nowhere", async () => {
  await db.execute(sql`insert into search_word values ('gone', 3)`);
  await recountWords(db, NOW);
  const counts = await wordCounts();
  expect([counts.get("valley"), counts.get("gone")]).toEqual([2, undefined]);
});

test("what stands nowhere may have been meant otherwise", async () => {
  expect(await meant("valey radoi")).toEqual(["valey: valley", "radoi: radio"]);
  expect(await meant("tadio")).toEqual(["tadio: radio"]);
  expect(await meant("netwroks valley")).toEqual(["netwroks: networks"]);
  expect(await meant("zebra")).toEqual([]);
});

test("what stands somewhere, in whatever form, was meant", async () => {
  expect(await meant("valley mesh masts")).toEqual([]);
  expect(await meant("valleys")).toEqual([]);
  expect(await meant("valle", true)).toEqual([]);
  expect(await meant("valle")).toEqual(["valle: valley"]);
  expect(await meant('"valey"')).toEqual([]);
  expect(await meant("-valey")).toEqual([]);
  expect(await meant("2021 cafe2")).toEqual([]);
});

test("a word that is not learnt yet is known all the same", async () => {
  const id = await anArticle(db, { title: "Radia" });
  await indexArticles(db, [id]);
  expect(await meant("radia")).toEqual([]);
});

test.each([
  ["to come", { liveFrom: new Date("2026-12-01T00:00:00Z") }, "quasar", "qausar"],
  ["ended", { liveUntil: new Date("2026-11-01T00:00:00Z") }, "pulsar", "plusar"],
])("words of an article %s are not told", async (_, schedule, word, typed) => {
  const id = await anArticle(db, { title: `The ${word}`, ...schedule });
  await indexArticles(db, [id]);
  await learnWords(db, [id], NOW);
  expect((await wordCounts()).has(word)).toBe(false);
  // As it was learnt while the article was live.
  await db.execute(sql`insert into search_word values (${word}, 1)`);
  expect(await meant(typed)).toEqual([]);
  expect(await meant(typed.slice(0, -1), true)).toEqual([]);
  expect(await corrections(db, parsed(typed), false, new Date("2026-10-01T00:00:00Z"))).toEqual(
    word === "pulsar" ? [{ word: typed, meant: word }] : [],
  );
  // What is to come is kept, but not told.
  await recountWords(db, NOW);
  expect((await wordCounts()).has(word)).toBe(word === "quasar");
  expect(await meant(typed)).toEqual([]);
});

test("words of an unpublished article are not told, and a word that is live is told instead", async () => {
  const secret = await anArticle(db, { title: "Merganser" });
  await indexArticles(db, [secret]);
  await learnWords(db, [secret], NOW);
  expect(await meant("mergansre")).toEqual(["mergansre: merganser"]);
  await db.execute(sql`update article set state = 'unpublished' where id = ${secret}`);
  await indexArticles(db, [secret]);
  expect((await wordCounts()).has("merganser")).toBe(true);
  expect(await meant("mergansre")).toEqual([]);
  const open = await anArticle(db, { title: "Mergansers" });
  await indexArticles(db, [open]);
  await learnWords(db, [open], NOW);
  // Two typos away, where the hidden word is one.
  expect(await meant("merganbser")).toEqual(["merganbser: mergansers"]);
});

test("a query with words that are too long, or with very many, is not searched for what was meant", async () => {
  expect(await meant(`${"valley".repeat(5)}`)).toEqual([]);
  expect(await meant("valey radoi vallye raido vallex radiq velley redio")).toHaveLength(6);
});

test("what takes too long is left as it is", async () => {
  await db.execute(sql`alter table search_word rename to kept_word`);
  await db.execute(sql`create view search_word as select kept_word.* from kept_word, (select pg_sleep(20)) slow`);
  expect(await meant("valey")).toEqual([]);
  await db.execute(sql`drop view search_word`);
  await db.execute(sql`alter table kept_word rename to search_word`);
  expect(await meant("valey")).toEqual(["valey: valley"]);
});
