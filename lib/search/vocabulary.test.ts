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
const meant = async (q: string, prefix = false) => {
  const terms = parseQuery(q).flatMap((clause) => (clause.kind === "text" ? [clause] : []));
  return (await corrections(db, terms, prefix)).map(({ word, meant }) => `${word}: ${meant}`);
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
  await recountWords(db);
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
