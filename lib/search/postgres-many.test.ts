/** The Postgres engine where more articles match than are counted: estimates, and orders that are right all the same. */
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { generateArticles } from "@/scripts/bench/articles";
import { searchRequest } from "./parameters";
import { type EngineResult, EXACT_UP_TO, type SearchQuery } from "./port";
import { postgresEngine } from "./postgres";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const COUNT = 13_000;

beforeAll(() => generateArticles(db, { count: COUNT, seed: 3 }), 120_000);

const ask = async (parameters: string, other: Partial<SearchQuery> = {}) => {
  const { query } = searchRequest(new URLSearchParams(parameters), { timeZone: "UTC", pageSize: 20, now: NOW });
  const [found] = await postgresEngine(db, "UTC").search([{ ...query, ...other }], NOW);
  return found as EngineResult;
};
const idsBy = async (order: string, offset: number, limit: number) =>
  (
    await db.execute<{ id: number }>(
      sql`select article_id::float8 as id from article_search order by ${sql.raw(order)} limit ${limit} offset ${offset}`,
    )
  ).map(({ id }) => id);

test("counts of very many are estimates that are near", async () => {
  const { total, groups, approximate, facets } = await ask("");
  expect({ approximate, groups }).toEqual({ approximate: true, groups: total });
  expect(total).toBeGreaterThan(EXACT_UP_TO);
  expect(Math.abs(total - COUNT)).toBeLessThan(COUNT * 0.15);
  const articles = facets.type?.find(({ value }) => value === "article")?.count ?? 0;
  expect(Math.abs(articles - COUNT * 0.6)).toBeLessThan(COUNT * 0.15);
});

test("counts of fewer are exact", async () => {
  const [{ videos, years } = { videos: 0, years: 0 }] = await db.execute<{ videos: number; years: number }>(sql`
    select count(*) filter (where type = 'video')::int as videos,
           count(*) filter (where type = 'video' and published_at >= '2024-01-01' and published_at < '2025-01-01')::int as years
      from article_search`);
  const { total, groups, approximate, facets } = await ask("type=video");
  // Types are counted without the choice of one: they alone are estimates.
  expect({ total, groups, approximate }).toEqual({ total: videos, groups: videos, approximate: false });
  expect(facets.type?.length).toBeGreaterThan(1);
  expect(await ask("type=video", { facets: ["year"] })).toMatchObject({ total: videos, approximate: false });
  expect((await ask("type=video&from=2024&to=2024", { facets: [] })).total).toBe(years);
});

test.each([
  ["newest", "published_at desc, article_id desc"],
  ["top", "heat desc, published_at desc, article_id desc"],
  ["relevance", "hot desc, article_id desc"],
])("sort=%s of very many is in order on the first pages and far behind", async (sort, order) => {
  for (const offset of [0, 20, 3_000, 9_980])
    expect((await ask(`sort=${sort}&offset=${offset}`)).ids, `from ${offset}`).toEqual(await idsBy(order, offset, 20));
});

test("pages of a word that very many have join without gaps or repeats", async () => {
  const seen: number[] = [];
  for (let offset = 0; offset < 1_000; offset += 100) seen.push(...(await ask(`q=the&limit=100&offset=${offset}`)).ids);
  expect(new Set(seen).size).toBe(1_000);
  const { ids } = await ask("q=the&limit=100&offset=100");
  expect(ids).toEqual(seen.slice(100, 200));
});

test("of very many, those with the words in the title come first", async () => {
  const { ids } = await ask("q=the&limit=100");
  const [{ titled } = { titled: 0 }] = await db.execute<{ titled: number }>(
    sql`select count(*)::int as titled from article where id in ${ids} and title ~* '\\ythe\\y'`,
  );
  expect(titled).toBe(100);
});

test.each(["newest", "top", "relevance"])("behind a story of most matches are the others, by sort=%s", async (sort) => {
  const order = { newest: "published_at desc", top: "heat desc, published_at desc", relevance: "hot desc" }[sort] ?? "";
  await db.execute(sql`
    update article_search set story_id = case when article_id in (
      select article_id from article_search order by ${sql.raw(order)}, article_id desc limit 9000) then 1 end`);
  const [first] = await idsBy(`${order}, article_id desc`, 0, 1);
  const others = await idsBy(`${order}, article_id desc`, 9_000, 59);
  const pages = [];
  for (const offset of [0, 20, 40]) pages.push(...(await ask(`sort=${sort}&offset=${offset}`, { collapse: true })).ids);
  expect(pages).toEqual([first, ...others]);
});
