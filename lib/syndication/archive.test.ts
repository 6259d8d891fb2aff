/** Older documents, against what the database has. */
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { FeedList } from "@/db/feed-lists";
import type { Cursor } from "@/db/keyset";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { FEED_ITEMS, type FeedSpan, feedSpan } from "./archive";

const database = scratchDatabase();
const NOW = new Date("2026-12-01T00:00:00Z");
const ALL: FeedList = { of: "all", quality: null, heat: null };

beforeEach(async () => {
  await database.db.execute(sql`truncate article, provider, topic, article_topic restart identity cascade`);
});

/** Many articles; some share a time, some are in two topics, some are not live. */
async function articles(count: number) {
  const { db } = database;
  for (const [index, domain] of ["tailwater.example", "merrow.example"].entries())
    await anArticle(db, { domain, topics: ["A", "B"], quality: index });
  await db.execute(sql`
    insert into article (slug, state, title, published_at, web_url, provider_id, quality, heat, live_until)
    select 'bulk-' || n, case when n % 17 = 0 then 'unpublished' else 'published' end, 'Bulk ' || n,
           '2026-01-01'::timestamptz + (n * 7919 % ${count}) / 3 * interval '1 minute', 'https://a.example/' || n,
           1 + n % 2, n % 100, n % 100, case when n % 29 = 0 then '2026-11-01'::timestamptz end
      from generate_series(1, ${count}::int) n`);
  await db.execute(sql`
    insert into article_topic (article_id, topic_id, position, published_at, published)
    select id, topic, 0, published_at, state = 'published' from article, unnest(array['a', 'b']) topic
     where slug like 'bulk-%' and (topic = 'a' and id % 3 = 0 or topic = 'b' and id % 2 = 0)`);
}

async function walked(list: FeedList): Promise<{ before: Cursor | null; span: FeedSpan }[]> {
  const documents: { before: Cursor | null; span: FeedSpan }[] = [];
  for (let before: Cursor | null = null, more = true; more; ) {
    const span: FeedSpan = await feedSpan(database.db, list, NOW, before);
    documents.push({ before, span });
    before = span.older;
    more = before !== null;
  }
  return documents;
}
const idsOf = (documents: { span: FeedSpan }[]) => documents.flatMap(({ span }) => span.ids);

async function liveIds(where = sql`true`): Promise<number[]> {
  const rows = await database.db.execute<{ id: number }>(sql`
    select id::float8 as id from article where ${liveCondition(NOW)} and ${where} order by published_at desc, id desc`);
  return rows.map(({ id }) => id);
}
const inTopics = sql`exists (select 1 from article_topic listed where listed.article_id = article.id)`;

test("walking meets every live article once, in order, in every kind of feed", async () => {
  await articles(1_500);
  const lists: [FeedList, number[]][] = [
    [ALL, await liveIds()],
    [{ ...ALL, of: { topicIds: ["a", "b"] } }, await liveIds(inTopics)],
    [{ ...ALL, of: { providerId: 1 } }, await liveIds(sql`provider_id = 1`)],
    [{ ...ALL, quality: 60, heat: 70 }, await liveIds(sql`quality >= 70`)],
    [{ of: { topicIds: ["a"] }, quality: 50, heat: null }, await liveIds(sql`quality >= 50 and id % 3 = 0`)],
    [{ ...ALL, quality: 1_000 }, []],
  ];
  for (const [list, expected] of lists) expect(idsOf(await walked(list))).toEqual(expected);
  expect(lists[0]?.[1].length).toBeGreaterThan(1_300);
});

test("the way back leads through the same documents", async () => {
  await articles(1_000);
  for (const list of [ALL, { ...ALL, of: { topicIds: ["a", "b"] } }]) {
    const documents = await walked(list);
    expect(documents.length).toBeGreaterThan(3);
    for (const [index, { span }] of documents.entries()) {
      expect(span.newer).toEqual(index === 0 ? null : (documents[index - 1]?.before ?? null));
    }
  }
});

test("what is published changes no older document, and what goes changes its own alone", async () => {
  await articles(1_000);
  const before = await walked(ALL);
  await anArticle(database.db, { publishedAt: new Date("2026-11-30T00:00:00Z") });
  const after = await walked(ALL);
  // The feed itself and the document that begins where it ends; the next one learns where that begins now.
  expect(after[0]?.span.ids).toHaveLength(FEED_ITEMS);
  expect(after.slice(2).map(({ span }) => span.ids)).toEqual(before.slice(2).map(({ span }) => span.ids));
  expect(after.slice(3)).toEqual(before.slice(3));
  const middle = after[4]?.span.ids.at(-2) ?? 0;
  await database.db.update(article).set({ state: "unpublished" }).where(eq(article.id, middle));
  const without = await walked(ALL);
  expect(without.filter((document, index) => JSON.stringify(document) !== JSON.stringify(after[index]))).toEqual([
    { before: after[4]?.before, span: { ...after[4]?.span, ids: after[4]?.span.ids.filter((id) => id !== middle) } },
  ]);
});

test("a feed of fewer articles has nothing older", async () => {
  await articles(40);
  expect(await feedSpan(database.db, ALL, NOW, null)).toMatchObject({ older: null, newer: null });
});

test("a place that no article has is a place, too", async () => {
  await articles(300);
  const { ids } = await feedSpan(database.db, ALL, NOW, [Date.parse("2026-01-01T01:00:30Z"), 5]);
  expect(await liveIds(sql`published_at <= '2026-01-01T01:00:30Z'`)).toEqual(expect.arrayContaining(ids));
  expect(await feedSpan(database.db, ALL, NOW, [Date.parse("1990-01-01"), 5])).toMatchObject({ ids: [], older: null });
});
