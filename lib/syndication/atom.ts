/** Articles as Atom (RFC 4287). Titles and summaries are of type `text`, so markup in them stays text. */
import { clean, type FeedHead, type FeedItem, feedItem, type Listed, lastUpdate } from "./item";
import { XML_DECLARATION, xmlBuilder } from "./xml";

/** The feed's text; equal for equal articles, whenever it is made. */
export function atom(articles: Listed[], head: FeedHead): string {
  const { site, title, path, page, id } = head;
  const items = articles.map((article) => feedItem(article, head));
  return xmlBuilder.build({
    "?xml": XML_DECLARATION,
    feed: {
      "@xmlns": "http://www.w3.org/2005/Atom",
      "@xml:lang": site.locale,
      id,
      title: clean(title),
      ...(site.description ? { subtitle: clean(site.description) } : {}),
      updated: lastUpdate(items).toISOString(),
      link: [
        { "@rel": "self", "@type": "application/atom+xml", "@href": site.url + path },
        { "@rel": "alternate", "@type": "text/html", "@href": site.url + page },
      ],
      author: { name: clean(site.name), uri: `${site.url}/` },
      generator: "Gazette",
      entry: items.map(entry),
    },
  });
}

function entry(item: FeedItem) {
  return {
    id: item.id,
    title: item.title,
    link: [
      { "@rel": "alternate", "@type": "text/html", "@href": item.url },
      { "@rel": "via", "@title": item.provider, "@href": item.original },
    ],
    published: item.publishedAt.toISOString(),
    updated: item.updatedAt.toISOString(),
    author: { name: item.provider },
    category: item.topics.map(({ id, name }) => ({ "@term": id, "@label": name })),
    ...(item.summary ? { summary: item.summary } : {}),
  };
}
