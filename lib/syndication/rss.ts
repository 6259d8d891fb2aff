/** Articles as RSS 2.0 (https://www.rssboard.org/rss-specification). */
import { escapeText } from "entities";
import { clean, type FeedHead, type FeedItem, feedItem, type Listed, lastUpdate } from "./item";
import { XML_DECLARATION, xmlBuilder } from "./xml";

/** How long readers may wait before they ask again. */
const TTL_MINUTES = 15;

/** The feed's text. It depends on its articles alone, not on when it is made, so that equal feeds have equal ETags. */
export function rss(articles: Listed[], head: FeedHead): string {
  const { site, title, path, page } = head;
  const items = articles.map((article) => feedItem(article, head));
  return xmlBuilder.build({
    "?xml": XML_DECLARATION,
    rss: {
      "@version": "2.0",
      "@xmlns:atom": "http://www.w3.org/2005/Atom",
      channel: {
        title: clean(title),
        link: site.url + page,
        description: clean(site.description || title),
        language: site.locale.toLowerCase(),
        lastBuildDate: lastUpdate(items).toUTCString(),
        generator: "Gazette",
        ttl: TTL_MINUTES,
        "atom:link": { "@href": site.url + path, "@rel": "self", "@type": "application/rss+xml" },
        item: items.map(rssItem),
      },
    },
  });
}

function rssItem(item: FeedItem) {
  return {
    title: item.title,
    link: item.url,
    guid: { "@isPermaLink": "false", "#": item.id },
    pubDate: item.publishedAt.toUTCString(),
    // Readers take a description for HTML, so text that speaks of markup is escaped once more.
    description: escapeText(item.summary),
    category: item.topics.map(({ name }) => name),
    source: { "@url": item.original, "#": item.provider },
  };
}
