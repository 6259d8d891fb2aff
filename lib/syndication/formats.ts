/** The formats that every feed comes in. */
import type { FeedFile } from "../urls";
import { atom } from "./atom";
import type { FeedHead, Listed } from "./item";
import { jsonFeed } from "./json-feed";
import { rss } from "./rss";

export type FeedFormat = {
  /** What readers know it as. */
  name: string;
  /** The last part of its addresses. */
  file: FeedFile;
  /** Without parameters. */
  mediaType: string;
  write: (articles: Listed[], head: FeedHead) => string;
};

export const FORMATS = {
  rss: { name: "RSS", file: "rss.xml", mediaType: "application/rss+xml", write: rss },
  atom: { name: "Atom", file: "atom.xml", mediaType: "application/atom+xml", write: atom },
  json: { name: "JSON Feed", file: "feed.json", mediaType: "application/feed+json", write: jsonFeed },
} as const satisfies Record<string, FeedFormat>;
