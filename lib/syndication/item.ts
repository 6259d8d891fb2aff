/** What every feed format says of a feed and of an article in it. All text is plain text, unless it says HTML. */
import { untracked } from "../article/untracked";
import type { Picture, Story, TopicRef } from "../reading/types";
import type { Site } from "../site";
import { urls } from "../urls";
import { itemId } from "./authority";
import { contentOf } from "./content";
import type { Enclosure } from "./enclosure";

/** In px: as wide as readers show one. */
const IMAGE_WIDTH = 1280;

export type FeedHead = {
  site: Site;
  title: string;
  /** The feed's own address, from `/` on. */
  path: string;
  /** The page that shows the same. */
  page: string;
  /** The feed's id, the same in every format, and in its older documents. */
  id: string;
  authority: string;
  /** The hub that tells of changes (https://www.w3.org/TR/websub/): absolute. */
  hub?: string | null;
  /** Where this stands among the feed's documents (RFC 5005): addresses from `/` on. */
  archive?: {
    /** The feed itself, of which this is an older document; null: it is no older one. */
    current: string | null;
    older: string | null;
    newer: string | null;
  };
  /** Articles that were in it and are not live any more, the latest first. */
  gone?: { id: number; at: Date }[];
};

/** An article as listed in a feed. `updatedAt` is when readers last saw it change; null where nobody said. */
export type Listed = Story & {
  updatedAt: Date | null;
  /** What was corrected. */
  correction: string | null;
  enclosure: Enclosure | null;
};

export type FeedItem = {
  id: string;
  title: string;
  /** Its page here. */
  url: string;
  /** The original at its provider. */
  original: string;
  provider: string;
  /** The provider's page here. */
  providerUrl: string;
  /** May be empty. */
  summary: string;
  /** The summary, where to read it, and who else reports: HTML. */
  html: string;
  topics: TopicRef[];
  publishedAt: Date;
  /** Never before `publishedAt`. */
  updatedAt: Date;
  /** Absolute. */
  image: string | null;
  enclosure: Enclosure | null;
};

export function feedItem(article: Listed, { site, authority }: FeedHead): FeedItem {
  const { publishedAt, updatedAt, enclosure } = article;
  return {
    id: itemId(authority, article.id),
    title: clean(article.title),
    url: site.url + urls.article(article.slug),
    original: clean(untracked(article.link)),
    provider: clean(article.provider.name),
    providerUrl: site.url + urls.provider(article.provider.domain),
    summary: clean(article.excerpt),
    html: clean(contentOf(article, site.url)),
    topics: article.topics.map(({ id, name }) => ({ id: clean(id), name: clean(name) })),
    publishedAt,
    updatedAt: updatedAt && updatedAt > publishedAt ? updatedAt : publishedAt,
    image: article.picture && imageOf(article.picture, site.url),
    enclosure: enclosure && { ...enclosure, url: clean(enclosure.url) },
  };
}

/** When anything in the feed was last changed; the beginning of 1970 for an empty one. */
export const lastUpdate = (items: FeedItem[], { gone = [] }: FeedHead): Date =>
  new Date(
    Math.max(0, ...items.map((item) => item.updatedAt.getTime()), ...gone.map((tombstone) => tombstone.at.getTime())),
  );

/** What XML 1.0 can't hold, not even escaped. Nobody reads it in JSON either. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text without what a feed can't hold. */
export const clean = (text: string) => text.toWellFormed().replace(NOT_XML, "");

/** Ours, where we have it or can have it: so a reader's program need ask nobody else. */
function imageOf({ key, failed, src }: Picture, siteUrl: string): string | null {
  if (failed) return null;
  return key ? siteUrl + urls.image(key, IMAGE_WIDTH, "webp") : absolute(src, siteUrl);
}

const absolute = (address: string, base: string) =>
  URL.canParse(address, `${base}/`) ? new URL(address, `${base}/`).href : null;
