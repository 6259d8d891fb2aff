import type { FeedHead } from "./item";

export type FeedLink = { rel: string; href: string; type?: string };

/** Where a document's other documents, its page and its hub are: the same in RSS, in Atom and in HTTP. Absolute. */
export function linksOf({ site, path, page, hub, archive }: FeedHead, mediaType: string): FeedLink[] {
  const documents = { current: archive?.current, "prev-archive": archive?.older, "next-archive": archive?.newer };
  return [
    { rel: "self", type: mediaType, href: site.url + path },
    { rel: "alternate", type: "text/html", href: site.url + page },
    ...(hub ? [{ rel: "hub", href: hub }] : []),
    ...Object.entries(documents).flatMap(([rel, at]) => (at ? [{ rel, type: mediaType, href: site.url + at }] : [])),
  ];
}

/** An older document: what RFC 5005 wants said of it. */
export const isArchive = ({ archive }: FeedHead): boolean => Boolean(archive?.current);

export const HISTORY_NAMESPACE = "http://purl.org/syndication/history/1.0";
