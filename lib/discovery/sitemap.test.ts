import { sql } from "drizzle-orm";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { beforeEach, describe, expect, test } from "vitest";
import { articlesOfPart, sitemapParts } from "@/db/sitemap";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import type { Site } from "../site";
import { newsSitemap } from "./news-sitemap";
import { sitemapFile, sitemapIndex } from "./sitemap";

const { db } = scratchDatabase();
const NOW = new Date("2026-11-23T09:00:00Z");
const HOUR_MS = 3_600_000;
const ago = (hours: number) => new Date(NOW.getTime() - hours * HOUR_MS);
const SITE: Site = {
  name: "Bits & Bytes",
  description: "",
  url: "https://gazette.example",
  locale: "en-us",
  timeZone: "Europe/Berlin",
  logo: null,
  pages: ["about"],
};

beforeEach(async () => {
  await db.execute(sql`truncate article, story, provider, topic restart identity cascade`);
});

type Entry = { loc: string; lastmod?: string };
const read = (xml: string | null) => {
  expect(XMLValidator.validate(xml ?? "")).toBe(true);
  return new XMLParser({ isArray: (name) => name === "url" || name === "sitemap" }).parse(xml ?? "");
};
const listed = async (file: string): Promise<Entry[]> => read(await sitemapFile(db, SITE, NOW, file)).urlset.url;
const index = async (): Promise<Entry[]> => read(await sitemapIndex(db, SITE, NOW)).sitemapindex.sitemap;

describe("parts", () => {
  test("articles fall into parts by their ids, and each is in one", async () => {
    const ids: number[] = [];
    for (let count = 0; count < 7; count++) ids.push(await anArticle(db, { changedAt: ago(count) }));
    const parts = await sitemapParts(db, NOW, 3);
    expect(parts.map(({ part }) => part)).toEqual([0, 1, 2]);
    const slugs = await Promise.all(parts.map(({ part }) => articlesOfPart(db, NOW, part, 3)));
    expect(slugs.map((part) => part.length)).toEqual([2, 3, 2]);
    expect(new Set(slugs.flat().map(({ slug }) => slug)).size).toBe(ids.length);
    // Ids 1 and 2 are in the first, which changed when 1 did.
    expect(parts.map(({ changedAt }) => changedAt)).toEqual([ago(0), ago(2), ago(5)].map(Number));
  });

  test("a part has changed when an article in it was taken down, went live or ended by its schedule", async () => {
    const times = { changedAt: ago(90) };
    await anArticle(db, { ...times, liveFrom: ago(5) });
    await anArticle(db, { ...times, liveFrom: ago(-5) });
    const part = async () => (await sitemapParts(db, NOW, 100)).map(({ changedAt }) => changedAt);
    expect(await part()).toEqual([Number(ago(5))]);
    await anArticle(db, { ...times, liveUntil: ago(4) });
    expect(await part()).toEqual([Number(ago(4))]);
    await anArticle(db, { state: "unpublished", changedAt: ago(3) });
    expect(await part()).toEqual([Number(ago(3))]);
    await anArticle(db, { state: "queued", changedAt: ago(2) });
    expect(await part()).toEqual([Number(ago(3))]);
  });

  test("without anything published there is no part", async () => {
    await anArticle(db, { state: "unpublished" });
    expect((await index()).map(({ loc }) => loc)).toEqual(["https://gazette.example/sitemaps/lists.xml"]);
  });
});

test("the index leads to every live article, with when its page changed, and to no other", async () => {
  await anArticle(db, { slug: "2026-11-20-a&b", changedAt: ago(30) });
  await anArticle(db, { slug: "scheduled", changedAt: ago(30), liveFrom: ago(2) });
  await anArticle(db, { slug: "queued", state: "queued" });
  await anArticle(db, { slug: "over", liveUntil: ago(1) });
  await anArticle(db, { slug: "to-come", liveFrom: ago(-1) });
  const files = await index();
  expect(files).toEqual([
    { loc: "https://gazette.example/sitemaps/lists.xml", lastmod: expect.any(String) },
    { loc: "https://gazette.example/sitemaps/articles-0.xml", lastmod: expect.any(String) },
  ]);
  expect(await listed("articles-0.xml")).toEqual([
    { loc: "https://gazette.example/news/2026-11-20-a%26b", lastmod: "2026-11-22T03:00:00Z" },
    { loc: "https://gazette.example/news/scheduled", lastmod: "2026-11-23T07:00:00Z" },
  ]);
});

test("the file of lists is as new as whatever is in it, or was", async () => {
  const newest = { domain: "a.example", changedAt: ago(90), publishedAt: ago(2) };
  for (let count = 0; count < 30; count++) await anArticle(db, newest);
  await anArticle(db, { topics: ["Sync"], domain: "b.example", changedAt: ago(5), publishedAt: ago(9_000) });
  const lists = async () => (await index())[0]?.lastmod;
  expect((await listed("lists.xml")).find(({ loc }) => loc.endsWith("/topic/sync"))?.lastmod).toBe(await lists());
  await anArticle(db, { state: "unpublished", changedAt: ago(3) });
  expect(await lists()).toBe("2026-11-23T06:00:00Z");
});

test("lists are in it with what their articles say, those without articles are not", async () => {
  await anArticle(db, {
    topics: ["Databases"],
    domain: "a.example",
    changedAt: ago(3),
    // In Berlin it is December already.
    publishedAt: new Date("2025-11-30T23:30:00Z"),
  });
  await anArticle(db, { topics: ["Sync"], domain: "b.example", state: "queued" });
  await db.execute(sql`insert into topic (id, name) values ('data', 'Data')`);
  await db.execute(sql`update topic set parent = 'Data' where id = 'databases'`);
  const entries = await listed("lists.xml");
  const paths = entries.map(({ loc }) => loc.slice(SITE.url.length));
  expect(paths).toEqual([
    "/",
    "/latest",
    ...["day", "week", "month", "year", "all"].map((period) => `/top/${period}`),
    "/topics",
    "/providers",
    "/archive",
    "/feeds",
    "/search",
    "/about",
    "/topic/data",
    "/topic/databases",
    "/archive/2025/12",
    "/provider/a.example",
  ]);
  for (const path of ["/", "/latest", "/topic/data", "/archive/2025/12", "/provider/a.example"])
    expect(entries[paths.indexOf(path)]?.lastmod, path).toBe("2026-11-23T06:00:00Z");
});

test.each(["articles-1.xml", "articles-00.xml", "articles-x.xml", "articles-99999999999999999999.xml", "other.xml"])(
  "there is no %s",
  async (file) => {
    await anArticle(db);
    expect(await sitemapFile(db, SITE, NOW, file)).toBeNull();
  },
);

test("news are of the last two days, newest first, with publication, time and title", async () => {
  await anArticle(db, { slug: "new", title: "Tom &amp; <b>Jerry</b>", publishedAt: ago(1) });
  await anArticle(db, { slug: "yesterday", title: "T2", publishedAt: ago(40) });
  await anArticle(db, { slug: "old", publishedAt: ago(49) });
  await anArticle(db, { slug: "dated-ahead", publishedAt: ago(-1) });
  await anArticle(db, { slug: "queued", state: "queued", publishedAt: ago(1) });
  const { xml, until } = await newsSitemap(db, SITE, NOW);
  const { urlset } = read(xml);
  expect(urlset.url.map(({ loc }: Entry) => loc)).toEqual([
    "https://gazette.example/news/new",
    "https://gazette.example/news/yesterday",
  ]);
  expect(urlset.url[0]["news:news"]).toEqual({
    "news:publication": { "news:name": "Bits & Bytes", "news:language": "en" },
    "news:publication_date": "2026-11-23T08:00:00.000Z",
    "news:title": "Tom & Jerry",
  });
  // Then the one that is dated ahead comes; without it, the oldest goes.
  expect(until).toBe(Number(ago(-1)));
  await db.execute(sql`update article set state = 'unpublished' where slug = 'dated-ahead'`);
  expect((await newsSitemap(db, SITE, NOW)).until).toBe(Number(ago(40 - 48)));
});
