/** The sitemap of what is new, for news searches. https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap */
import type { Db } from "@/db/client";
import { newsSince, nextNewsAt } from "@/db/sitemap";
import { plainText } from "../plain-text";
import type { Site } from "../site";
import { DAY_MS } from "../time";
import { urls } from "../urls";
import { document, element } from "./xml";

/** As Google asks: not older, and not more. */
const WINDOW_MS = 2 * DAY_MS;
const MAX_ARTICLES = 1_000;

export type NewsSitemap = {
  xml: string;
  /** When the oldest of its articles is too old to be in it, or one that is dated ahead comes, in ms since 1970. */
  until: number | null;
};

export async function newsSitemap(db: Db, site: Site, now: Date): Promise<NewsSitemap> {
  const [rows, next] = await Promise.all([
    newsSince(db, now, new Date(now.getTime() - WINDOW_MS), MAX_ARTICLES),
    nextNewsAt(db, now),
  ]);
  const publication = `<news:publication>${element("news:name", site.name)}${element("news:language", languageOf(site.locale))}</news:publication>`;
  const xml = document([
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">',
    ...rows.map(({ slug, title, publishedAt }) =>
      [
        `<url>${element("loc", site.url + urls.article(slug))}<news:news>${publication}`,
        element("news:publication_date", new Date(publishedAt).toISOString()),
        element("news:title", plainText(title)),
        "</news:news></url>",
      ].join(""),
    ),
    "</urlset>",
  ]);
  const oldest = rows.at(-1);
  const ends = [...(oldest ? [oldest.publishedAt + WINDOW_MS] : []), ...(next === null ? [] : [next])];
  return { xml, until: ends.length > 0 ? Math.min(...ends) : null };
}

/** ISO 639 code of two or three letters; of Chinese the script as well, as the standard asks. */
export function languageOf(locale: string): string {
  const [language = "en", region = ""] = locale.toLowerCase().split("-");
  if (language !== "zh") return language;
  return ["tw", "hk", "mo", "hant"].includes(region) ? "zh-tw" : "zh-cn";
}
