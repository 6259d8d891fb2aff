/** What pages, feeds and search show of the news. All text is plain text; whoever puts it into markup escapes it. */
import type { ArticleState } from "@/db/schema";

export type TopicRef = { id: string; name: string };
export type ProviderRef = { id: number; domain: string; name: string; logo: Picture | null };
/** Sizes in pixels, where the picture or its file gives them. */
export type Picture = {
  /** A path on this site, or where it comes from: that only we ask. */
  src: string;
  width: number | null;
  height: number | null;
  alt: string;
  /** Its name below `/images`; without one it is shown from `src`. */
  key?: string | null;
  /** Its dominant colour, as `#rrggbb`, once it is here. */
  color?: string | null;
  /** It can't be had: the drawing takes its place. */
  failed?: boolean;
};

export type Card = {
  id: number;
  slug: string;
  title: string;
  /** May be empty. */
  excerpt: string;
  /** `article`, `video` or whatever the files say. */
  type: string;
  publishedAt: Date;
  /** The original at its provider. */
  link: string;
  provider: ProviderRef;
  topics: TopicRef[];
  picture: Picture | null;
  quality: number | null;
  heat: number | null;
  storyId: number | null;
  isCoverage: boolean;
  video: Video | null;
};

/** A video that can be played here after a click, read from the file's embed code or link. */
export type Video = { host: "youtube" | "vimeo"; id: string };

/** Another article of a story, as listed under its lead. Without a slug it has no page here: link to the original. */
export type Coverage = {
  id: number;
  slug: string | null;
  title: string;
  link: string;
  provider: ProviderRef;
  topicIds: string[];
  publishedAt: Date;
};

export type Story = Card & { coverage: Coverage[] };

/** One page of a list. `older` and `newer` are cursors for `{list}/older/{cursor}`; `newer` null is the list itself. */
export type Page<T> = { items: T[]; older: string | null; newer: string | null };

export type Period = "day" | "week" | "month" | "year" | "all";

export type TopicCount = TopicRef & { articles: number; parent: string | null; children: TopicCount[] };
export type ProviderCount = ProviderRef & { articles: number; leads: number };

/** The rail of the front page. */
export type Rail = {
  latest: Card[];
  /** Topics with most articles in the last 24 hours; `heat` is that of their hottest. */
  topics: (TopicRef & { articles: number; heat: number })[];
  /** Providers that led most stories in the last 30 days. */
  providers: (ProviderRef & { leads: number })[];
  /** The hottest of this day a year ago. */
  yearAgo: (Card & { sources: number })[];
};

export type ArticlePage = {
  article: Card;
  /** Who leads the story, when it is not this article. */
  lead: Coverage | null;
  /** All of the story but this article, oldest first. */
  coverage: Coverage[];
  /** Why it ranks: quality + 10 × others = heat, unless set by hand. */
  heat: { quality: number; others: number; total: number; byHand: boolean } | null;
  /** What was corrected, as plain text, and when. */
  correction: { text: string; at: Date } | null;
  /** When its provider last changed it, where a file says so. */
  updatedAt: Date | null;
  alike: Card[];
  provider: { articles: number; leads: number; since: Date | null; recent: Card[] };
};

export type Month = { year: number; month: number; articles: number };

export type { ArticleState };
