/** What the queue shows. All text is plain text; times are ms since 1970. Pure, so that browser code may use it. */
import type { Picture, ProviderRef, TopicRef } from "../reading/types";

export const ORDERS = ["oldest", "newest", "usual"] as const;
export type Order = (typeof ORDERS)[number];

/** Waiting since its publication for at most so long, or longer than all of these. */
export const AGES = ["hour", "day", "week", "older"] as const;
export type Age = (typeof AGES)[number];

/** By the quality that an article has or that its provider's usually get; `low` is below the minimum. */
export const SCORES = ["high", "middle", "low", "unknown"] as const;
export type Score = (typeof SCORES)[number];

export type QueueFilter = {
  order: Order;
  /** Domain. */
  provider: string | null;
  /** Id. */
  topic: string | null;
  age: Age | null;
  score: Score | null;
};

/** The published lead of a story. */
export type Lead = {
  id: number;
  title: string;
  provider: string;
  quality: number | null;
  heat: number | null;
  /** Heat was set by hand, or an editor chose who leads: another article changes neither. */
  isFixed: boolean;
};

/** The story that an article belongs to. */
export type StoryPlace = {
  /** Negative: made a moment ago, so that its number is not known. */
  id: number;
  /** All its articles. */
  size: number;
  lead: Lead | null;
};

export type QueueArticle = {
  id: number;
  version: number;
  title: string;
  excerpt: string;
  link: string;
  publishedAt: number;
  /** When Gazette got it. */
  foundAt: number;
  /** Judged before, by somebody or by its file. */
  quality: number | null;
  providerId: number;
  topics: TopicRef[];
  picture: Picture | null;
  /** What the drawing is made of where there is no picture. */
  seed: string;
  story: StoryPlace | null;
};

/** How a provider's articles are judged. */
export type ProviderRecord = ProviderRef & {
  /** The median quality of its last judged articles; null when there are none. */
  usual: number | null;
  /** Those, newest first. */
  judged: { published: boolean; quality: number | null }[];
};

/** One line of the list, or several that look like one event. */
export type Entry = {
  ids: number[];
  /** For several: how far apart they were published, in ms. */
  spanMs: number;
};

/** Where a page of the queue ended. */
export type QueueCursor = { score: number | null; publishedAt: number; id: number };

export type QueuePage = {
  articles: QueueArticle[];
  entries: Entry[];
  providers: ProviderRecord[];
  /** Null: there is no more. */
  next: QueueCursor | null;
};

/** A choice of a filter with how many articles it leaves. */
export type Choice = { value: string; name: string; count: number };
export type Choices = { provider: Choice[]; topic: Choice[]; age: Choice[]; score: Choice[] };

/** A published article that a queued one may belong to. */
export type Near = {
  id: number;
  title: string;
  /** Where its title has words that both have: pairs of start and end. */
  marks: [number, number][];
  /** 0 to 1 */
  likeness: number;
  publishedAt: number;
  /** Its provider's name. */
  provider: string;
  quality: number | null;
  heat: number | null;
  /** The story that it would join. */
  story: StoryPlace;
};
