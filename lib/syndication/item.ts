/** What every feed format says of a feed and of an article in it. All text is plain text. */
import { untracked } from "../article/untracked";
import type { Card, TopicRef } from "../reading/types";
import type { Site } from "../site";
import { urls } from "../urls";
import { itemId } from "./authority";

export type FeedHead = {
  site: Site;
  title: string;
  /** The feed's own address, from `/` on. */
  path: string;
  /** The page that shows the same. */
  page: string;
  /** The feed's id, the same in every format. */
  id: string;
  authority: string;
};

/** An article as listed in a feed. `updatedAt` is when its provider last changed it; null where nobody said. */
export type Listed = Card & { updatedAt: Date | null };

export type FeedItem = {
  id: string;
  title: string;
  /** Its page here. */
  url: string;
  /** The original at its provider. */
  original: string;
  provider: string;
  /** May be empty. */
  summary: string;
  topics: TopicRef[];
  publishedAt: Date;
  /** Never before `publishedAt`. */
  updatedAt: Date;
  /** Absolute. */
  image: string | null;
};

export function feedItem(article: Listed, { site, authority }: FeedHead): FeedItem {
  const { publishedAt, updatedAt } = article;
  return {
    id: itemId(authority, article.id),
    title: clean(article.title),
    url: site.url + urls.article(article.slug),
    original: clean(untracked(article.link)),
    provider: clean(article.provider.name),
    summary: clean(article.excerpt),
    topics: article.topics.map(({ id, name }) => ({ id: clean(id), name: clean(name) })),
    publishedAt,
    updatedAt: updatedAt && updatedAt > publishedAt ? updatedAt : publishedAt,
    image: article.picture && absolute(article.picture.src, site.url),
  };
}

/** When anything in the feed was last changed; the beginning of 1970 for an empty one. */
export const lastUpdate = (items: FeedItem[]): Date =>
  new Date(Math.max(0, ...items.map((item) => item.updatedAt.getTime())));

/** What XML 1.0 can't hold, not even escaped. Nobody reads it in JSON either. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text without what a feed can't hold. */
export const clean = (text: string) => text.toWellFormed().replace(NOT_XML, "");

const absolute = (address: string, base: string) =>
  URL.canParse(address, `${base}/`) ? new URL(address, `${base}/`).href : null;
