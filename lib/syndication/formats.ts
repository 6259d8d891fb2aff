/** The formats that every feed comes in. */
import { urls } from "../urls";
import { atom } from "./atom";
import type { FeedHead, Listed } from "./item";
import { jsonFeed } from "./json-feed";
import { rss } from "./rss";

export type FeedFormat = {
  /** The last part of its addresses. */
  file: "rss.xml" | "atom.xml" | "feed.json";
  /** Without parameters. */
  mediaType: string;
  write: (articles: Listed[], head: FeedHead) => string;
};

export const FORMATS = {
  rss: { file: "rss.xml", mediaType: "application/rss+xml", write: rss },
  atom: { file: "atom.xml", mediaType: "application/atom+xml", write: atom },
  json: { file: "feed.json", mediaType: "application/feed+json", write: jsonFeed },
} as const satisfies Record<string, FeedFormat>;

/** The feeds of everything, for pages to point to. */
export const SITE_FEEDS = [
  { name: "RSS", path: urls.rss, mediaType: FORMATS.rss.mediaType },
  { name: "Atom", path: urls.atom, mediaType: FORMATS.atom.mediaType },
  { name: "JSON Feed", path: urls.jsonFeed, mediaType: FORMATS.json.mediaType },
];
