/** Articles as RSS 2.0 (https://www.rssboard.org/rss-specification). */
import { escapeText } from "entities";
import XmlBuilder from "fast-xml-builder";
import type { Card } from "../reading/types";
import type { Site } from "../site";
import { urls } from "../urls";
import { itemId } from "./authority";

/** What XML 1.0 can't hold, not even escaped. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** How long readers may wait before they ask again. */
const TTL_MINUTES = 15;

const builder = new XmlBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#",
  format: true,
  suppressEmptyNode: true,
});

export type FeedHead = { site: Site; title: string; path: string; authority: string };

/** The feed's text. It depends on its articles alone, not on when it is made, so that equal feeds have equal ETags. */
export function rss(articles: Card[], { site, title, path, authority }: FeedHead): string {
  const newest = Math.max(0, ...articles.map((article) => article.publishedAt.getTime()));
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "utf-8" },
    rss: {
      "@version": "2.0",
      "@xmlns:atom": "http://www.w3.org/2005/Atom",
      channel: {
        title: xml(title),
        link: `${site.url}/`,
        description: xml(site.description || title),
        language: site.locale.toLowerCase(),
        lastBuildDate: new Date(newest).toUTCString(),
        generator: "Gazette",
        ttl: TTL_MINUTES,
        "atom:link": { "@href": site.url + path, "@rel": "self", "@type": "application/rss+xml" },
        item: articles.map((article) => item(article, site, authority)),
      },
    },
  });
}

function item(article: Card, site: Site, authority: string) {
  return {
    title: xml(article.title),
    link: site.url + urls.article(article.slug),
    guid: { "@isPermaLink": "false", "#": itemId(authority, article.id) },
    pubDate: article.publishedAt.toUTCString(),
    // Readers take a description for HTML, so text that speaks of markup is escaped once more.
    description: xml(escapeText(article.excerpt)),
    category: article.topics.map((topic) => xml(topic.name)),
    source: { "@url": xml(article.link), "#": xml(article.provider.name) },
  };
}

const xml = (text: string) => text.toWellFormed().replace(NOT_XML, "");
