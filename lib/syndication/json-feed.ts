/** Articles as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import { clean, type FeedHead, type FeedItem, feedItem, type Listed } from "./item";

/** The feed's text; equal for equal articles, whenever it is made. */
export function jsonFeed(articles: Listed[], head: FeedHead): string {
  const { site, title, path, page } = head;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: clean(title),
    home_page_url: site.url + page,
    feed_url: site.url + path,
    ...(site.description ? { description: clean(site.description) } : {}),
    language: site.locale,
    items: articles.map((article) => jsonItem(feedItem(article, head))),
  });
}

function jsonItem(item: FeedItem) {
  return {
    id: item.id,
    url: item.url,
    external_url: item.original,
    title: item.title,
    // An item must have content, were it empty.
    content_text: item.summary,
    ...(item.image === null ? {} : { image: item.image }),
    date_published: item.publishedAt.toISOString(),
    date_modified: item.updatedAt.toISOString(),
    authors: [{ name: item.provider }],
    tags: item.topics.map(({ name }) => name),
  };
}
