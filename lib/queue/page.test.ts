import { beforeEach, expect, test } from "vitest";
import { article, provider, story, storyApart } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { indexArticles } from "../search/index-articles";
import { nearPublished } from "./near";
import { queueAfter, queueStart } from "./page";
import type { QueueFilter } from "./types";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const HOUR_MS = 3_600_000;
const none: QueueFilter = { order: "oldest", provider: null, topic: null, age: null, score: null };

beforeEach(async () => {
  await sql`truncate article, story, provider, topic, setting restart identity cascade`;
});

const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
type Given = Parameters<typeof anArticle>[1];
const queued = (hours: number, given: Given = {}) =>
  anArticle(db, { state: "queued", quality: null, heat: null, publishedAt: ago(hours), ...given });
const titles = (page: { articles: { title: string }[] }) => page.articles.map(({ title }) => title);

test("what waits is queued, and nobody put it off", async () => {
  await queued(1, { title: "Second" });
  await queued(2, { title: "First" });
  await queued(3, { title: "Later", laterUntil: new Date(NOW.getTime() + 1) });
  await queued(0, { title: "Back again", laterUntil: NOW });
  await anArticle(db, { title: "Published", publishedAt: ago(1) });
  await anArticle(db, { title: "Left out", state: "unpublished", publishedAt: ago(1) });
  const page = await queueStart(db, none, NOW);
  expect(titles(page)).toEqual(["First", "Second", "Back again"]);
  expect([page.total, page.isMore, page.next, page.minimum]).toEqual([3, false, null, 50]);
});

test("what is usual is the median of the last that were judged, published or left out", async () => {
  for (const [hours, quality] of [90, 60, 70].entries()) await anArticle(db, { quality, publishedAt: ago(hours + 1) });
  await anArticle(db, { quality: 20, state: "unpublished", publishedAt: ago(9) });
  await anArticle(db, { quality: 10, state: "unpublished", slug: null, publishedAt: ago(9) });
  await anArticle(db, { quality: 99, publishedAt: ago(9), domain: "other.example" });
  await queued(1);
  const { providers } = await queueStart(db, none, NOW);
  expect(providers).toMatchObject([
    {
      domain: "tailwater.example",
      usual: 65,
      judged: [
        { published: true, quality: 90 },
        { published: true, quality: 60 },
        { published: true, quality: 70 },
        { published: false, quality: 20 },
      ],
    },
  ]);
});

test("only the last judged ones count", async () => {
  for (let hours = 1; hours <= 30; hours++)
    await anArticle(db, { quality: hours > 24 ? 5 : 80, publishedAt: ago(hours) });
  await queued(1);
  const [known] = (await queueStart(db, none, NOW)).providers;
  expect([known?.usual, known?.judged.length]).toEqual([80, 24]);
});

test("the best to expect first, then what nobody can guess", async () => {
  await anArticle(db, { quality: 70 });
  await queued(1, { title: "As usual" });
  await queued(2, { title: "Known to be better", quality: 90 });
  await queued(3, { title: "Unknown", domain: "new.example" });
  const page = await queueStart(db, { ...none, order: "usual" }, NOW);
  expect(titles(page)).toEqual(["Known to be better", "As usual", "Unknown"]);
});

const MERROW = {
  title: "Merrow 4 replaces its storage engine",
  excerpt: "The embedded database Merrow drops its page format for a frozen storage layout.",
};

test("what looks like one event stands together, unless an editor said it is not", async () => {
  const first = await queued(9, { title: "City archive opens its map tiles", domain: "a.example" });
  const one = await queued(5, { ...MERROW, domain: "b.example" });
  const other = await queued(1, {
    ...MERROW,
    title: "Storage engine of Merrow 4 benchmarked",
    domain: "c.example",
    quality: 90,
  });
  const alone = await queued(3, { title: "Trams return to the harbour", domain: "a.example" });
  const lines = async () => (await queueStart(db, none, NOW)).entries.map(({ ids }) => ids);
  expect(await lines()).toEqual([[first], [other, one], [alone]]);
  await db.insert(storyApart).values({ articleId: one, otherId: other });
  expect(await lines()).toEqual([[first], [one], [alone], [other]]);
});

test("an article in a story has its place there", async () => {
  const [{ id: storyId } = { id: 0 }] = await db.insert(story).values({}).returning();
  await anArticle(db, { storyId, title: "Lead &amp; light", quality: 76, heat: 96 });
  await anArticle(db, { storyId, isCoverage: true, heat: -1 });
  await queued(1, { storyId, isCoverage: true, heat: -1 });
  const { articles } = await queueStart(db, none, NOW);
  expect(articles[0]?.story).toMatchObject({
    id: storyId,
    size: 3,
    lead: { title: "Lead & light", quality: 76, heat: 96, isFixed: false },
  });
});

test("a long queue comes page by page, in any order", async () => {
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
  await db.insert(article).values(
    Array.from({ length: 450 }, (_, index) => ({
      slug: `2026-11-20-number-${index}`,
      state: "queued" as const,
      // Words that no two share, and times of which some are the same.
      title: `word${index}`,
      publishedAt: ago(Math.floor(index / 3)),
      webUrl: `https://tailwater.example/${index}`,
      providerId: 1,
    })),
  );
  for (const order of ["oldest", "newest", "usual"] as const) {
    const filter = { ...none, order };
    const first = await queueStart(db, filter, NOW);
    const ids = first.articles.map(({ id }) => id);
    let next = first.next;
    while (next) {
      const page = await queueAfter(db, filter, next, NOW);
      ids.push(...page.articles.map(({ id }) => id));
      next = page.next;
    }
    expect([first.articles.length, ids.length, new Set(ids).size], order).toEqual([200, 450, 450]);
  }
});

test("choices have names and counts", async () => {
  await queued(1, { topics: ["Maps", "Craft"] });
  await queued(2, { topics: ["Maps"], domain: "other.example" });
  const { choices, topics } = await queueStart(db, { ...none, provider: "other.example", age: "hour" }, NOW);
  expect(choices.provider).toEqual([
    { value: "tailwater.example", name: "tailwater", count: 1 },
    { value: "other.example", name: "other", count: 0 },
  ]);
  expect(choices.topic).toEqual([]);
  expect(topics.map(({ id }) => id)).toEqual(["craft", "maps"]);
});

test("near it stands what is published, alike and of its time, with the story that it would join", async () => {
  const live = await anArticle(db, { ...MERROW, quality: 76, heat: 76, publishedAt: ago(20), domain: "b.example" });
  await anArticle(db, { ...MERROW, publishedAt: ago(24 * 30), domain: "b.example" });
  await anArticle(db, { ...MERROW, state: "unpublished", publishedAt: ago(1), domain: "b.example" });
  await anArticle(db, { title: "Trams return to the harbour", publishedAt: ago(1), domain: "b.example" });
  const one = await queued(2, { ...MERROW, title: "Storage engine of Merrow 4 benchmarked" });
  const other = await queued(2, { title: "City archive opens its map tiles" });
  await indexArticles(
    db,
    (await db.select({ id: article.id }).from(article)).map(({ id }) => id),
  );
  const near = await nearPublished(db, [one, other], NOW);
  expect(Object.keys(near)).toEqual([String(one)]);
  expect(near[one]).toMatchObject({ id: live, quality: 76, story: { size: 1, lead: { id: live, heat: 76 } } });
  expect(near[one]?.marks.map(([from, to]) => MERROW.title.slice(from, to))).toEqual([
    "Merrow",
    "4",
    "storage",
    "engine",
  ]);
});
