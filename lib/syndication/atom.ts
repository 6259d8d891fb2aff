/** Articles as Atom (RFC 4287). Titles and summaries are of type `text`, so markup in them stays text. */
import { itemId } from "./authority";
import { clean, type FeedHead, type FeedItem, feedItem, type Listed, lastUpdate } from "./item";
import { type FeedLink, HISTORY_NAMESPACE, isArchive, linksOf } from "./links";
import { XML_DECLARATION, xmlBuilder } from "./xml";

const MEDIA_TYPE = "application/atom+xml";

/** The feed's text; equal for equal articles, whenever it is made. */
export function atom(articles: Listed[], head: FeedHead): string {
  const { site, title, id, authority, gone = [] } = head;
  const items = articles.map((article) => feedItem(article, head));
  return xmlBuilder.build({
    "?xml": XML_DECLARATION,
    feed: {
      "@xmlns": "http://www.w3.org/2005/Atom",
      ...(isArchive(head) ? { "@xmlns:fh": HISTORY_NAMESPACE } : {}),
      ...(gone.length > 0 ? { "@xmlns:at": "http://purl.org/atompub/tombstones/1.0" } : {}),
      "@xml:lang": site.locale,
      id,
      title: clean(title),
      ...(site.description ? { subtitle: clean(site.description) } : {}),
      updated: lastUpdate(items, head).toISOString(),
      link: linksOf(head, MEDIA_TYPE).map(linkElement),
      author: { name: clean(site.name), uri: `${site.url}/` },
      generator: "Gazette",
      ...(isArchive(head) ? { "fh:archive": {} } : {}),
      // RFC 6721: readers that kept these may drop them.
      "at:deleted-entry": gone.map((tombstone) => ({
        "@ref": itemId(authority, tombstone.id),
        "@when": tombstone.at.toISOString(),
      })),
      entry: items.map(entry),
    },
  });
}

function entry(item: FeedItem) {
  const { enclosure } = item;
  return {
    id: item.id,
    title: item.title,
    link: [
      { "@rel": "alternate", "@type": "text/html", "@href": item.url },
      { "@rel": "via", "@title": item.provider, "@href": item.original },
      ...(enclosure
        ? [{ "@rel": "enclosure", "@type": enclosure.type, "@length": enclosure.length, "@href": enclosure.url }]
        : []),
    ],
    published: item.publishedAt.toISOString(),
    updated: item.updatedAt.toISOString(),
    author: { name: item.provider, uri: item.providerUrl },
    category: item.topics.map(({ id, name }) => ({ "@term": id, "@label": name })),
    ...(item.summary ? { summary: item.summary } : {}),
    content: { "@type": "html", "#": item.html },
  };
}

const linkElement = ({ rel, type, href }: FeedLink) => ({
  "@rel": rel,
  ...(type ? { "@type": type } : {}),
  "@href": href,
});
