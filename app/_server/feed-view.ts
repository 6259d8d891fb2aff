/**
 * Whoever opens a feed in a browser is shown a page of ours: a feed is a document for programs, and browsers no longer
 * show them. The page has an address of its own within, and the feed's without.
 */
import { askedOf, parametersOf } from "@/lib/syndication/source";

const FEED = /^(?:\/(?:topic|provider)\/[^/?]+)?\/(?:rss\.xml|atom\.xml|feed\.json)$/;
const SEARCH_FEED = /^\/search(\/(?:rss\.xml|atom\.xml|feed\.json))$/;
const DOCUMENT = /\/(?:rss\.xml|atom\.xml|feed\.json|opml\.xml|(?:news-)?sitemap\.xml|sitemaps\/[^/?]+)(?:\?|$)/;
/** Where the pages are that show feeds: app/(public)/feeds/read and /search. */
const VIEW = "/feeds/read";
const SEARCH_VIEW = "/feeds/search";
/** In place of parameters where there are none. */
export const NO_PARAMETERS = "-";

/** Whether a feed may be there, a list of feeds or a sitemap. */
export const isFeed = (url: string) => DOCUMENT.test(url);

/** Whether somebody goes there with a browser, rather than a program that reads (https://www.w3.org/TR/fetch-metadata/). */
export function opensAsPage(headers: Record<string, string | string[] | undefined>): boolean {
  return headers["sec-fetch-dest"] === "document" && String(headers.accept ?? "").includes("text/html");
}

/** The address of the page that shows the feed at this one; null where that is no feed. */
export function feedViewAt(url: string): string | null {
  const [path = "", query = ""] = url.split("?", 2);
  if (FEED.test(path)) {
    const parameters = parametersOf(askedOf(new URLSearchParams(query))).slice(1);
    return `${VIEW}/${parameters || NO_PARAMETERS}${path}`;
  }
  const file = SEARCH_FEED.exec(path)?.[1];
  return file ? `${SEARCH_VIEW}${file}${query && `?${query}`}` : null;
}
