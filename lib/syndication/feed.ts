/** What a feed holds: of everything, of a topic with the topics below it, or of a provider. */
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { FeedList } from "@/db/feed-lists";
import { providersOnceAt } from "@/db/provider-changes";
import { provider } from "@/db/schema";
import { tombstones } from "@/db/tombstones";
import { topicIdsNow } from "@/db/topic-changes";
import { topicsByIds } from "@/db/topics-read";
import { ARTICLES_TAG, FRAME_TAG, providerTag, storyTag, topicTag } from "../cache-tags";
import { site } from "../site";
import { DAY_MS } from "../time";
import { topicIdsBelow } from "../topic/below";
import { type FeedSpan, feedSpan } from "./archive";
import type { Listed } from "./item";
import { listedByIds } from "./listed";
import type { AskedFeed, FeedSource } from "./source";

/** So long a feed tells what is gone, and of so many. */
const GONE_MS = 30 * DAY_MS;
const MAX_GONE = 100;

export type Feed = {
  title: string;
  /** Names it in its id. */
  name: string;
  articles: Listed[];
  older: FeedSpan["older"];
  newer: FeedSpan["newer"];
  gone: { id: number; at: Date }[];
  /** Cache tags of what it shows. */
  tags: string[];
};

export type FoundFeed =
  | { kind: "feed"; feed: Feed }
  /** The topic or provider has gone by this one. */
  | { kind: "moved"; to: FeedSource }
  | { kind: "unknown" };

type Place = { of: FeedList["of"]; name: string; called: string; tags: string[] };

export async function feedOf(db: Db, now: Date, source: FeedSource, asked: AskedFeed): Promise<FoundFeed> {
  const place = await placeOf(db, source);
  if ("kind" in place) return place;
  const { quality, heat, before } = asked;
  const since = new Date(now.getTime() - GONE_MS);
  const [span, gone] = await Promise.all([
    feedSpan(db, { of: place.of, quality, heat }, now, before),
    before === null ? tombstones(db, place.of, { now, since, limit: MAX_GONE }) : [],
  ]);
  const articles = await listedByIds(db, span.ids, now);
  return {
    kind: "feed",
    feed: {
      title: titleOf(place.called, asked),
      name: place.name,
      articles,
      older: span.older,
      newer: span.newer,
      gone: gone.map(({ id, at }) => ({ id, at: new Date(at) })),
      // What joins or leaves a story announces the story, not always its lead.
      tags: [
        ...place.tags,
        FRAME_TAG,
        ...articles.flatMap(({ storyId }) => (storyId === null ? [] : storyTag(storyId))),
      ],
    },
  };
}

async function placeOf(db: Db, source: FeedSource): Promise<Place | Exclude<FoundFeed, { kind: "feed" }>> {
  if (source.kind === "latest") return { of: "all", name: "latest", called: "", tags: [ARTICLES_TAG] };
  if (source.kind === "topic") {
    const [topic] = await topicsByIds(db, [source.id]);
    if (!topic) {
      const id = (await topicIdsNow(db, [source.id])).get(source.id);
      return id === undefined ? { kind: "unknown" } : { kind: "moved", to: { kind: "topic", id } };
    }
    const topicIds = await topicIdsBelow(db, [topic.id]);
    const name = `topic/${encodeURIComponent(topic.id)}`;
    return { of: { topicIds }, name, called: topic.name, tags: topicIds.map(topicTag) };
  }
  const domain = source.domain.toLowerCase();
  const [row] = await db.select().from(provider).where(eq(provider.domain, domain));
  const to = row?.domain ?? (await providersOnceAt(db, [domain])).get(domain)?.domain;
  if (to === undefined) return { kind: "unknown" };
  // One feed a provider, not one for each way to write its domain.
  if (!row || row.domain !== source.domain) return { kind: "moved", to: { kind: "provider", domain: to } };
  const name = `provider/${encodeURIComponent(row.domain)}`;
  return { of: { providerId: row.id }, name, called: row.name, tags: [providerTag(row.id)] };
}

/** `Databases · Gazette (quality 80 or more)` */
function titleOf(called: string, { quality, heat }: AskedFeed): string {
  const minimums = [
    ...(quality === null ? [] : [`quality ${quality} or more`]),
    ...(heat === null ? [] : [`heat ${heat} or more`]),
  ].join(", ");
  const title = called ? `${called} · ${site().name}` : site().name;
  return minimums ? `${title} (${minimums})` : title;
}
