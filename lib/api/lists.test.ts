/** The same view lists the same articles on its page and in both APIs, whatever there is. */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { latestPage, providerPage, topicPage, topPage } from "../reading";
import type { Page } from "../reading/types";
import { topicIdsBelow } from "../topic/below";
import { articlesPage } from "./articles";
import { newsOrder } from "./news-order";
import { newsPageAt } from "./news-pages";
import { articlePage, articlesQuery } from "./schemas/articles";
import { newsPage } from "./schemas/news";
import { queryOf } from "./schemas/query";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const RUNS = process.env.LONG_TESTS ? 60 : 3;
const PLACE = { url: "https://gazette.example", timeZone: "UTC", now: NOW };
const TOPICS = ["Data", "Databases", "Web"];
const DOMAINS = ["tailwater.example", "oakum.example"];

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
});

const given = fc.record({
  state: fc.constantFrom("published" as const, "published" as const, "published" as const, "unpublished" as const),
  // Few moments, so that many articles share one.
  hour: fc.integer({ min: 0, max: 9 }),
  heat: fc.option(fc.integer({ min: -1, max: 4 }), { nil: null }),
  domain: fc.constantFrom(...DOMAINS),
  topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { maxLength: 2 }),
  liveFrom: fc.constantFrom(null, null, new Date(NOW.getTime() + 1), NOW),
});

async function allOf(pages: (cursor: string | null) => Promise<Page<{ slug: string }> | null>): Promise<string[]> {
  const slugs: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await pages(cursor);
    slugs.push(...(page?.items ?? []).map(({ slug }) => slug));
    cursor = page?.older ?? null;
  } while (cursor !== null);
  return slugs;
}

async function allOfApi(parameters: Record<string, string>): Promise<string[]> {
  const slugs: string[] = [];
  let after: string | null = null;
  do {
    const asked = new URLSearchParams({ ...parameters, limit: "7", ...(after === null ? {} : { after }) });
    const { value } = await articlesPage(db, queryOf(articlesQuery, asked), PLACE);
    const { articles, next } = articlePage.parse(value);
    slugs.push(...articles.map(({ slug }) => slug as string));
    after = next;
  } while (after !== null);
  return slugs;
}

/** Newest first; of one moment in another order than elsewhere. */
async function allOfNews(topicIds: string[] | null): Promise<string[]> {
  const { order } = await newsOrder(db, topicIds, NOW);
  const slugs: string[] = [];
  for (let page: number | null = 1; page !== null; ) {
    const idsAt = async (start: number, end: number) => order.slice(start, end);
    const found = await newsPageAt(db, { now: NOW, page, topicIds, idsAt, locale: "en-us" });
    const { value, nextPage } = newsPage.parse(found?.page);
    slugs.push(...value.map(({ path }) => path.replace(/^_news\/|\.md$/g, "")));
    page = nextPage;
  }
  return slugs;
}

test("latest, top, topics and providers", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 20, maxLength: 70 }), async (articles) => {
      await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
      for (const { hour, ...one } of articles) {
        await anArticle(db, { ...one, publishedAt: new Date(NOW.getTime() - hour * 3_600_000) });
      }
      await db.execute(sql`update topic set parent = 'Data' where name = 'Databases'`);
      const latest = await allOf(async (cursor) => (await latestPage(db, NOW, cursor)).value.page);
      expect(await allOfApi({})).toEqual(latest);
      expect((await allOfNews(null)).toSorted()).toEqual(latest.toSorted());
      const top = await allOf(async (cursor) => (await topPage(db, NOW, "all", cursor)).value.page);
      expect(await allOfApi({ sort: "top" })).toEqual(top);
      for (const id of ["data", "databases", "web", "no-such"]) {
        const topic = await allOf(async (cursor) => (await topicPage(db, NOW, id, cursor)).value.page);
        expect(await allOfApi({ topic: id }), id).toEqual(topic);
        expect((await allOfApi({ topic: id, sort: "top" })).toSorted(), id).toEqual(topic.toSorted());
        expect((await allOfNews(await topicIdsBelow(db, [id]))).toSorted(), id).toEqual(topic.toSorted());
      }
      for (const domain of DOMAINS) {
        const provider = await allOf(async (cursor) => (await providerPage(db, NOW, domain, cursor)).value.page);
        expect(await allOfApi({ provider: domain }), domain).toEqual(provider);
      }
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test("filters leave out what they say, together", async () => {
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const slugs = new Map<string, Parameters<typeof anArticle>[1]>([
    ["a", { publishedAt: at("2026-05-01"), quality: 90, heat: 100, topics: ["Data"] }],
    ["b", { publishedAt: at("2026-05-31"), quality: 60, heat: 60, topics: ["Data", "Web"], type: "video" }],
    ["c", { publishedAt: at("2026-06-01"), quality: null, heat: null, domain: "oakum.example" }],
  ]);
  for (const [slug, one] of slugs) await anArticle(db, { ...one, slug });
  const listed = async (parameters: Record<string, string>) => (await allOfApi(parameters)).join("");
  expect(await listed({})).toBe("cba");
  expect(await listed({ to: "2026-05" })).toBe("ba");
  expect(await listed({ from: "2026-05-31" })).toBe("cb");
  expect(await listed({ from: "2026-05-02", to: "2026-05-31" })).toBe("b");
  expect(await listed({ minQuality: "60" })).toBe("ba");
  expect(await listed({ minHeat: "61" })).toBe("a");
  expect(await listed({ type: "video" })).toBe("b");
  expect(await listed({ topic: "web,data" })).toBe("ba");
  expect(await listed({ topic: "data", type: "article" })).toBe("a");
  expect(await listed({ provider: "OAKUM.example" })).toBe("c");
  expect(await listed({ provider: "nobody.example" })).toBe("");
  expect(await listed({ topic: "" })).toBe("cba");
});
