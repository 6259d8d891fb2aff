import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { DAY_MS, HOUR_MS } from "../time";
import { indexArticles } from "./index-articles";
import { recountWhenDue } from "./recount";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const after = (ms: number) => new Date(NOW.getTime() + ms);
const add = async (count: number) => {
  const ids: number[] = [];
  for (let made = 0; made < count; made++) ids.push(await anArticle(db, { title: "The same again" }));
  await indexArticles(db, ids);
};
const articlesOf = async (word: string) =>
  (await db.execute<{ articles: number }>(sql`select articles from search_word where word = ${word}`))[0]?.articles;

beforeAll(() => add(150));

test("the vocabulary is counted anew where much changed, or a day passed", async () => {
  expect(await recountWhenDue(db, NOW)).toBe(true);
  expect(await articlesOf("again")).toBe(150);
  await add(1);
  expect(await recountWhenDue(db, after(HOUR_MS))).toBe(false);
  expect(await articlesOf("again")).toBe(150);
  await add(1);
  expect(await recountWhenDue(db, after(HOUR_MS))).toBe(true);
  expect(await articlesOf("again")).toBe(152);
  await add(1);
  expect(await recountWhenDue(db, after(DAY_MS))).toBe(false);
  expect(await recountWhenDue(db, after(HOUR_MS + DAY_MS))).toBe(true);
  expect(await articlesOf("again")).toBe(153);
});

test("and where words were learnt", async () => {
  await db.execute(sql`insert into search_word values ('stray', 1)`);
  expect(await recountWhenDue(db, after(HOUR_MS + DAY_MS))).toBe(true);
  expect(await articlesOf("stray")).toBeUndefined();
});
