import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type ArticleFilter, LISTED_STATES, resolvedFilter } from "@/db/admin-filter";
import { type AskedPage, articleList, articleTypes, MAX_COUNT, matchingIds, SORTS } from "@/db/admin-list";
import { article, articleTopic, auditEvent, provider, story, topic, user } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { indexArticles } from "../../search/index-articles";
import { soughtWords } from "./words";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const ANY: ArticleFilter = {
  words: [],
  state: null,
  provider: null,
  topic: null,
  type: null,
  quality: { min: null, max: null },
  heat: { min: null, max: null },
  from: null,
  until: null,
  inStory: null,
  withoutPicture: false,
  changedBy: null,
};
const ARTICLES = 120;
/** Above what is collected, so that pages of the same articles are walked. */
const MANY = MAX_COUNT + 300;
const DAY_MS = 86_400_000;

const TITLES: Record<number, string> = {
  1: "Merrow 4 replaces its Storage",
  2: "100% done",
  3: "snake_case",
  4: "back\\slash",
  5: "Tom &amp; Jerry",
  6: "You & me, and C++ on node.js",
  7: "It’s a café",
  8: "Postgres in a lighthouse",
};

beforeAll(async () => {
  await db.insert(provider).values([
    { domain: "tailwater.example", name: "The Tailwater" },
    { domain: "merrowpress.example", name: "Low Latency" },
    { domain: "many.example", name: "Many" },
  ]);
  await db.insert(topic).values([
    { id: "databases", name: "Databases" },
    { id: "archives", name: "Archives" },
  ]);
  await db.insert(story).values([{}, {}]);
  await db.insert(user).values({ email: "day@desk.example", role: "editor", passwordHash: "none" });
  const states = ["queued", "published", "unpublished"] as const;
  await db.insert(article).values(
    Array.from({ length: ARTICLES }, (_, index) => {
      const n = index + 1;
      const state = states[index % 3] ?? "queued";
      return {
        slug: `2026-11-01-number-${n}`,
        state,
        title: TITLES[n] ?? `Number ${n}`,
        excerpt: n === 9 ? "The <b>merrow</b> format" : "",
        type: n % 10 === 0 ? "video" : "article",
        // Many at the same moment.
        publishedAt: new Date(NOW.getTime() - Math.floor(index / 7) * DAY_MS),
        webUrl: `https://tailwater.example/${n}`,
        providerId: n % 5 === 0 ? 2 : 1,
        storyId: n <= 4 ? 1 : null,
        quality: n % 4 === 0 ? null : 40 + (n % 9) * 5,
        heat: n % 4 === 0 ? null : n % 6 === 0 ? -1 : 40 + (n % 9) * 10,
        images: n % 8 === 0 ? [] : [{ url: "https://tailwater.example/picture.jpg" }],
        liveFrom: state === "published" && n % 4 === 1 ? new Date(NOW.getTime() + DAY_MS) : null,
        liveUntil: state === "published" && n % 4 === 2 ? new Date(NOW.getTime() - DAY_MS) : null,
      };
    }),
  );
  // Finer than JavaScript's clock.
  await db.execute(sql`update article set published_at = published_at + (id % 3) * interval '1 microsecond',
    changed_at = timestamptz '2026-11-20 00:00:00.000001Z' + (id % 50) * interval '1 microsecond'`);
  for (let id = 1; id <= ARTICLES; id += 2)
    await db
      .insert(articleTopic)
      .values({ articleId: id, topicId: "databases", position: 0, publishedAt: NOW, published: id % 3 === 2 });
  await db.insert(auditEvent).values([
    { userId: 1, actor: "day@desk.example", action: "edit", subject: "article", subjectId: "11" },
    { userId: 1, actor: "day@desk.example", action: "edit", subject: "article", subjectId: "12" },
    { userId: 1, actor: "day@desk.example", action: "edit", subject: "topic", subjectId: "databases" },
    { userId: null, actor: "import", action: "edit", subject: "article", subjectId: "13" },
  ]);
  await indexArticles(
    db,
    Array.from({ length: ARTICLES }, (_, index) => index + 1),
  );
  await db.execute(sql`insert into article (slug, state, title, type, published_at, web_url, provider_id, quality, heat, changed_at)
    select 'many-' || n, case when n % 40 = 0 then 'queued' else 'published' end, 'One of many', 'many', timestamptz '2020-01-01' + (n / 50) * interval '1 microsecond',
           'https://many.example/' || n, 3, n % 30, n % 30, timestamptz '2021-01-01' + (n / 90) * interval '1 microsecond'
      from generate_series(1, ${MANY}::int) n`);
});

const asked = (given: Partial<AskedPage> = {}): AskedPage => ({
  sort: "published",
  isRising: false,
  after: null,
  before: null,
  limit: 10,
  now: NOW,
  ...given,
});
const list = async (given: Partial<ArticleFilter>, page: Partial<AskedPage> = {}) =>
  articleList(db, await resolvedFilter(db, { ...ANY, ...given }), asked(page));
/** The first 120 alone. */
const few = { from: new Date("2026-01-01T00:00:00Z") };

/** Ids of all pages there are in one direction, from the end that it begins at. */
async function throughAll(filter: Partial<ArticleFilter>, page: Partial<AskedPage>) {
  const seen: number[][] = [];
  let current = await list(filter, page);
  for (;;) {
    seen.push(current.articles.map(({ id }) => id));
    if (!current.hasAfter) return { seen, last: current };
    current = await list(filter, { ...page, after: current.last });
  }
}

describe.each(SORTS)("by %s", (sort) => {
  test.each([true, false])("rising: %s, pages have all, each once, both ways", async (isRising) => {
    const column = { published: "published_at", changed: "changed_at", quality: "quality", heat: "heat" }[sort];
    const nulls = isRising ? "nulls first" : "nulls last";
    const order = isRising ? "asc" : "desc";
    const rows = await db.execute<{ id: number }>(
      sql.raw(
        `select id::float8 as id from article where id <= ${ARTICLES} order by ${column} ${order} ${nulls}, id ${order}`,
      ),
    );
    const expected = rows.map(({ id }) => id);
    const { seen, last } = await throughAll(few, { sort, isRising, limit: 7 });
    expect(seen.flat()).toEqual(expected);
    const back: number[][] = [last.articles.map(({ id }) => id)];
    for (let page = last; page.hasBefore; ) {
      page = await list(few, { sort, isRising, limit: 7, before: page.first });
      back.unshift(page.articles.map(({ id }) => id));
    }
    expect(back.flat()).toEqual(expected);
  });

  test("the same where so many match that they are not collected", async () => {
    const { seen, last } = await throughAll({ type: "many" }, { sort, limit: 1_700 });
    expect(last.count).toBeNull();
    expect(seen.flat()).toHaveLength(MANY);
    expect(new Set(seen.flat()).size).toBe(MANY);
    const before = await list({ type: "many" }, { sort, limit: 1_700, before: last.first });
    expect(before.articles.map(({ id }) => id)).toEqual(seen.at(-2));
  });
});

test("counts are exact where they can be, by state, whichever is shown", async () => {
  const all = await list(few);
  const sum = Object.values(all.counts).reduce<number>((total, count) => total + (count ?? 0), 0);
  expect(all.count).toBe(ARTICLES);
  expect(sum).toBe(ARTICLES);
  for (const state of LISTED_STATES) {
    const one = await list({ ...few, state }, { limit: 200 });
    expect(one.count).toBe(all.counts[state]);
    expect(one.articles).toHaveLength(one.count ?? -1);
  }
  const many = await list({ type: "many", state: "queued" });
  expect(many.count).toBe(Math.floor(MANY / 40));
  expect(many.counts.queued).toBe(many.count);
});

test("states tell scheduled and ended from what is live", async () => {
  const { articles } = await list({ ...few, state: "scheduled" }, { limit: 200 });
  expect(articles.length).toBeGreaterThan(0);
  expect(articles.every(({ state, liveFrom }) => state === "published" && liveFrom !== null && liveFrom > NOW)).toBe(
    true,
  );
  const ended = await list({ ...few, state: "ended" }, { limit: 200 });
  expect(ended.articles.every(({ liveUntil }) => liveUntil !== null && liveUntil <= NOW)).toBe(true);
  expect(ended.articles.length).toBeGreaterThan(0);
});

test.each<[string, Partial<ArticleFilter>, string]>([
  ["provider", { provider: "merrowpress.example" }, "provider_id = 2"],
  ["no such provider", { provider: "nobody.example" }, "false"],
  ["topic", { topic: "databases" }, "id % 2 = 1"],
  ["topic without articles", { topic: "archives" }, "false"],
  ["type", { type: "video" }, "type = 'video'"],
  ["quality from", { quality: { min: 60, max: null } }, "quality >= 60"],
  ["quality to, without what nobody judged", { quality: { min: null, max: 60 } }, "quality <= 60"],
  ["quality between", { quality: { min: 50, max: 60 } }, "quality between 50 and 60"],
  ["heat from", { heat: { min: 90, max: null } }, "heat >= 90"],
  ["heat to", { heat: { min: null, max: 40 } }, "heat <= 40"],
  ["days", { until: new Date("2026-11-20T00:00:00Z") }, "published_at < '2026-11-20T00:00:00Z'"],
  ["in a story", { inStory: true }, "story_id is not null"],
  ["in no story", { inStory: false }, "story_id is null"],
  ["without a picture", { withoutPicture: true }, "images = '[]'"],
  ["by whom", { changedBy: 1 }, "id in (11, 12)"],
  [
    "a word of that provider's name",
    { provider: "merrowpress.example", words: soughtWords("latency") },
    "provider_id = 2",
  ],
  ["a word of another provider's name", { provider: "tailwater.example", words: soughtWords("latency") }, "false"],
  ["several", { topic: "databases", type: "article", inStory: false }, "id % 2 = 1 and type = 'article' and id > 4"],
])("%s", async (_, filter, where) => {
  const rows = await db.execute<{ id: number }>(
    sql.raw(
      `select id::float8 as id from article where id <= ${ARTICLES} and (${where}) order by published_at desc, id desc`,
    ),
  );
  const expected = rows.map(({ id }) => id);
  const found = await list({ ...few, ...filter }, { limit: 200 });
  expect(found.articles.map(({ id }) => id)).toEqual(expected);
  expect(found.count).toBe(expected.length);
  // What walks finds the same as what collects.
  const resolved = await resolvedFilter(db, { ...ANY, ...few, ...filter });
  const walked = await matchingIds(db, resolved, { after: 0, upTo: ARTICLES, limit: 200, now: NOW });
  expect(walked).toEqual([...expected].sort((a, b) => a - b));
});

test.each<[string, number[]]>([
  ["MERROW", [1, 5, 9, 10]],
  ["storage merr", [1]],
  ["torage", []],
  ["merrow diagram", []],
  ["100%", [2]],
  ["%", [2]],
  ["snake_", [3]],
  ["\\", [4]],
  ["&", [5, 6]],
  ["c++", [6]],
  ["node.js", [6]],
  ["it's", [1, 7]],
  ["café", [7]],
  ["light", [8]],
  ["latency", [5, 10]],
  ["atency", []],
  ["merrowpress.ex", [5, 10]],
  ["tailwater lighthouse", [8]],
])("with the words %s", async (text, ids) => {
  const filter = await resolvedFilter(db, { ...ANY, ...few, words: soughtWords(text) });
  const found = await articleList(db, filter, asked({ limit: 200 }));
  const first = found.articles.map(({ id }) => id).filter((id) => id <= 10);
  expect(first.sort((a, b) => a - b)).toEqual(ids);
  const walked = await matchingIds(db, filter, { after: 0, upTo: 10, limit: 200, now: NOW });
  expect(walked).toEqual(ids);
});

test("ids are walked from one to another", async () => {
  const filter = await resolvedFilter(db, { ...ANY, type: "video" });
  const walk = (after: number, upTo: number) => matchingIds(db, filter, { after, upTo, limit: 3, now: NOW });
  expect(await walk(0, 120)).toEqual([10, 20, 30]);
  expect(await walk(30, 45)).toEqual([40]);
});

test("all types, each once", async () => {
  expect(await articleTypes(db, 10)).toEqual(["article", "many", "video"]);
  expect(await articleTypes(db, 2)).toEqual(["article", "many"]);
});
