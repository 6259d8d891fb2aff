import { beforeEach, expect, test } from "vitest";
import { articleCounts, articlePage, articlesOfStory } from "./admin-articles";
import { article, provider, story } from "./schema";
import { scratchDatabase } from "./testing/scratch";

const { db, sql } = scratchDatabase();
const ALL = { state: null, words: [] };

beforeEach(async () => {
  await sql`truncate article, story, provider restart identity cascade`;
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
});

async function insert(given: Partial<typeof article.$inferInsert>[]) {
  const base = {
    state: "queued",
    title: "A title",
    publishedAt: new Date(0),
    webUrl: "https://a.example/",
    providerId: 1,
  } as const;
  await db.insert(article).values(given.map((each, n) => ({ ...base, slug: `slug-${n}`, ...each })));
}

const pageOf = async (filter: Parameters<typeof articlePage>[1], after: number | null = null, limit = 10) =>
  (await articlePage(db, filter, { after, limit })).map(({ id }) => id);

test("pages through all states, newest first, without gaps or repeats at the same moment", async () => {
  const states = ["queued", "published", "unpublished"] as const;
  await insert(
    Array.from({ length: 20 }, (_, n) => ({ state: states[n % 3], publishedAt: new Date(Math.floor(n / 7)) })),
  );
  // Finer than JavaScript's clock.
  await sql`update article set published_at = published_at + id * interval '1 microsecond' where id > 10`;
  const seen: number[] = [];
  for (let page = await pageOf(ALL, null, 3); page.length > 0; page = await pageOf(ALL, seen.at(-1), 3)) {
    seen.push(...page.slice(0, 3));
  }
  const order = await sql`select id::int from article order by published_at desc, id desc`;
  expect(seen).toEqual(order.map(({ id }) => id));
});

test("by state", async () => {
  await insert([{ state: "queued" }, { state: "published" }, { state: "queued" }]);
  expect(await pageOf({ state: "queued", words: [] })).toEqual([3, 1]);
  expect(await articleCounts(db, [])).toEqual({ queued: 2, published: 1, unpublished: 0 });
});

test.each([
  [["MERROW"], [1]],
  [["storage", "merrow"], [1]],
  [["merrow", "diagram"], []],
  [["100%"], [2]],
  [["%"], [2]],
  [["_"], [3]],
  [["\\"], [4]],
  [["&"], [6, 5]],
  [["'"], []],
])("titles with %j", async (words, ids) => {
  const titles = [
    "Merrow 4 replaces its Storage",
    "100% done",
    "snake_case",
    "back\\slash",
    "Tom &amp; Jerry",
    "You & me",
  ];
  await insert(titles.map((title) => ({ title })));
  expect(await pageOf({ state: null, words })).toEqual(ids);
  expect((await articleCounts(db, words)).queued).toBe(ids.length);
});

test("a story lists its lead first, then best quality first, unjudged last", async () => {
  await db.insert(story).values([{}, {}]);
  const quality = [60, null, 80, 70];
  await insert(quality.map((each, n) => ({ storyId: 1, isCoverage: n !== 3, quality: each })));
  await insert([{ slug: "other", storyId: 2 }]);
  expect((await articlesOfStory(db, 1)).map(({ id }) => id)).toEqual([4, 3, 1, 2]);
});
