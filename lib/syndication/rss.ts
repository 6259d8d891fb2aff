/** Articles as RSS 2.0. */
import { Feed } from "feed";
import type { Card } from "../reading/types";
import type { Site } from "../site";
import { urls } from "../urls";
import { itemId } from "./authority";

/** What XML 1.0 can't hold, not even escaped. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
/** How long readers may wait before they ask again. */
const TTL_MINUTES = 15;

export type FeedHead = { site: Site; title: string; path: string; authority: string };

/** The feed's text. It depends on its articles alone, not on when it is made, so that equal feeds have equal ETags. */
export function rss(articles: Card[], { site, title, path, authority }: FeedHead): string {
  const newest = articles.reduce((time, article) => Math.max(time, article.publishedAt.getTime()), 0);
  const feed = new Feed({
    title: xml(title),
    description: xml(site.description || title),
    link: `${site.url}/`,
    feed: site.url + path,
    language: site.locale.toLowerCase(),
    updated: new Date(newest),
    generator: "Gazette",
    ttl: TTL_MINUTES,
  });
  for (const article of articles) {
    feed.addItem({
      title: xml(article.title),
      guid: itemId(authority, article.id),
      link: site.url + urls.article(article.slug),
      date: article.publishedAt,
      description: xml(article.excerpt),
      category: article.topics.map((topic) => ({ name: xml(topic.name) })),
      extensions: [
        { name: "source", objects: { _attributes: { url: article.link }, _text: xml(article.provider.name) } },
      ],
    });
  }
  return feed.rss2();
}

const xml = (text: string) => text.toWellFormed().replace(NOT_XML, "");
