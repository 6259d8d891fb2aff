/** Articles as RSS 2.0 (https://www.rssboard.org/rss-specification). */
import { escapeText } from "entities";
import { clean, type FeedHead, type FeedItem, feedItem, type Listed, lastUpdate } from "./item";
import { HISTORY_NAMESPACE, isArchive, linksOf } from "./links";
import { ttlMinutes } from "./pace";
import { XML_DECLARATION, xmlBuilder } from "./xml";

/** The feed's text. It depends on its articles alone, not on when it is made, so that equal feeds have equal ETags. */
export function rss(articles: Listed[], head: FeedHead): string {
  const { site, title, page } = head;
  const items = articles.map((article) => feedItem(article, head));
  return xmlBuilder.build({
    "?xml": XML_DECLARATION,
    rss: {
      "@version": "2.0",
      "@xmlns:atom": "http://www.w3.org/2005/Atom",
      "@xmlns:content": "http://purl.org/rss/1.0/modules/content/",
      "@xmlns:dc": "http://purl.org/dc/elements/1.1/",
      ...(isArchive(head) ? { "@xmlns:fh": HISTORY_NAMESPACE } : {}),
      channel: {
        title: clean(title),
        link: site.url + page,
        description: clean(site.description || title),
        language: site.locale.toLowerCase(),
        lastBuildDate: lastUpdate(items, head).toUTCString(),
        generator: "Gazette",
        ttl: ttlMinutes(items),
        // The channel's own `link` is its page.
        "atom:link": linksOf(head, "application/rss+xml")
          .filter(({ rel }) => rel !== "alternate")
          .map(({ rel, type, href }) => ({ "@href": href, "@rel": rel, ...(type ? { "@type": type } : {}) })),
        ...(isArchive(head) ? { "fh:archive": {} } : {}),
        item: items.map(rssItem),
      },
    },
  });
}

function rssItem(item: FeedItem) {
  const { enclosure } = item;
  return {
    title: item.title,
    link: item.url,
    guid: { "@isPermaLink": "false", "#": item.id },
    pubDate: item.publishedAt.toUTCString(),
    "atom:updated": item.updatedAt.toISOString(),
    "dc:creator": item.provider,
    // Readers take a description for HTML, so text that speaks of markup is escaped once more.
    description: escapeText(item.summary),
    "content:encoded": item.html,
    category: item.topics.map(({ name }) => name),
    ...(enclosure
      ? { enclosure: { "@url": enclosure.url, "@length": enclosure.length, "@type": enclosure.type } }
      : {}),
    source: { "@url": item.original, "#": item.provider },
  };
}
