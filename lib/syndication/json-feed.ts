/** Articles as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import { clean, type FeedHead, type FeedItem, feedItem, type Listed } from "./item";

/** The feed's text; equal for equal articles, whenever it is made. */
export function jsonFeed(articles: Listed[], head: FeedHead): string {
  const { site, title, path, page, hub, archive } = head;
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: clean(title),
    home_page_url: site.url + page,
    feed_url: site.url + path,
    ...(site.description ? { description: clean(site.description) } : {}),
    ...(archive?.older ? { next_url: site.url + archive.older } : {}),
    language: site.locale,
    ...(hub ? { hubs: [{ type: "WebSub", url: hub }] } : {}),
    items: articles.map((article) => jsonItem(feedItem(article, head))),
  });
}

function jsonItem(item: FeedItem) {
  const { enclosure } = item;
  return {
    id: item.id,
    url: item.url,
    external_url: item.original,
    title: item.title,
    content_html: item.html,
    // An item must have content, were it empty.
    content_text: item.summary,
    ...(item.summary ? { summary: item.summary } : {}),
    ...(item.image === null ? {} : { image: item.image }),
    date_published: item.publishedAt.toISOString(),
    date_modified: item.updatedAt.toISOString(),
    authors: [{ name: item.provider, url: item.providerUrl }],
    tags: item.topics.map(({ name }) => name),
    ...(enclosure
      ? { attachments: [{ url: enclosure.url, mime_type: enclosure.type, size_in_bytes: enclosure.length }] }
      : {}),
  };
}
