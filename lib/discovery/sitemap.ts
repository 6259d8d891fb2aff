/**
 * Sitemaps: an index of parts, so that each is small and quickly made, however many articles there are.
 * https://www.sitemaps.org/protocol.html
 */
import type { Db } from "@/db/client";
import {
  articlesOfPart,
  latestChange,
  monthLists,
  providerLists,
  type SitemapList,
  sitemapParts,
  topicLists,
} from "@/db/sitemap";
import type { Period } from "../reading/types";
import type { Site } from "../site";
import { urls } from "../urls";
import { document, element } from "./xml";

/** The protocol allows 50,000 addresses a file; smaller ones are sooner made anew after a change. */
export const ARTICLES_A_PART = 10_000;
/** The protocol's limits, for the index and for each file. */
const MAX_ADDRESSES = 50_000;
const PERIODS: Period[] = ["day", "week", "month", "year", "all"];
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
/** Ids are whole numbers below 2^53, so no part has more digits. */
const ARTICLES_FILE = /^articles-(0|[1-9]\d{0,11})\.xml$/;

type Address = { path: string; changedAt: number | null };

/** What `/sitemap.xml` says: where the others are, and when what each lists last changed. */
export async function sitemapIndex(db: Db, site: Site, now: Date): Promise<string> {
  const [parts, latest] = await Promise.all([sitemapParts(db, now, ARTICLES_A_PART), latestChange(db, now)]);
  // Any article may be on some list's first page, or have been.
  const listsChanged = parts.reduce((last, { changedAt }) => Math.max(last, changedAt), latest ?? 0);
  const files: Address[] = [
    { path: urls.sitemapPart("lists.xml"), changedAt: listsChanged || null },
    ...parts.map(({ part, changedAt }) => ({ path: urls.sitemapPart(`articles-${part}.xml`), changedAt })),
  ];
  return document([
    `<sitemapindex xmlns="${NAMESPACE}">`,
    ...files.slice(-MAX_ADDRESSES).map((file) => entry("sitemap", site, file)),
    "</sitemapindex>",
  ]);
}

/** One of the files that the index names; null where there is none, or nothing in it: an empty one is no sitemap. */
export async function sitemapFile(db: Db, site: Site, now: Date, file: string): Promise<string | null> {
  const part = ARTICLES_FILE.exec(file)?.[1];
  if (file !== "lists.xml" && part === undefined) return null;
  const addresses = part === undefined ? await lists(db, site, now) : await articles(db, now, Number(part));
  if (addresses.length === 0) return null;
  return document([
    `<urlset xmlns="${NAMESPACE}">`,
    ...addresses.map((address) => entry("url", site, address)),
    "</urlset>",
  ]);
}

async function articles(db: Db, now: Date, part: number): Promise<Address[]> {
  const rows = await articlesOfPart(db, now, part, ARTICLES_A_PART);
  return rows.map(({ slug, changedAt }) => ({ path: urls.article(slug), changedAt }));
}

/** The front page and every list's first page; where there are more than fit, those of topics before all others. */
async function lists(db: Db, site: Site, now: Date): Promise<Address[]> {
  const [latest, topics, providers, months] = await Promise.all([
    latestChange(db, now),
    topicLists(db, now, MAX_ADDRESSES),
    providerLists(db, now, MAX_ADDRESSES),
    monthLists(db, now, site.timeZone, MAX_ADDRESSES),
  ]);
  const at = (path: string, changedAt: number | null = null) => ({ path, changedAt });
  const of = (rows: SitemapList[], path: (key: string) => string) =>
    rows.map(({ key, changedAt }) => at(path(key), changedAt));
  return [
    at(urls.home, latest),
    at(urls.latest, latest),
    ...PERIODS.map((period) => at(urls.top(period))),
    ...[urls.topics, urls.providers, urls.archive, urls.feeds, urls.search()].map((path) => at(path)),
    ...site.pages.map((page) => at(urls[page])),
    ...of(topics, urls.topic),
    ...of(months, (month) => urls.month(Number(month.slice(0, -3)), Number(month.slice(-2)))),
    ...of(providers, urls.provider),
  ].slice(0, MAX_ADDRESSES);
}

/** One line, with the time to the second: the protocol takes W3C datetimes. */
function entry(name: "sitemap" | "url", site: Site, { path, changedAt }: Address): string {
  const changed = changedAt === null ? "" : element("lastmod", `${new Date(changedAt).toISOString().slice(0, 19)}Z`);
  return `<${name}>${element("loc", site.url + path)}${changed}</${name}>`;
}
