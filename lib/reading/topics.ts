import { pageOfTopicIds, TOPIC_KEYSET } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { articlesBelow, topicSpan, topicsWithCounts } from "@/db/news-counts";
import { topicIdsNow } from "@/db/topic-changes";
import { MAX_TOPIC_DEPTH } from "@/db/topic-tree";
import { childrenOf, topicByName, topicsByIds } from "@/db/topics-read";
import { ARTICLES_TAG, FRAME_TAG, topicTag } from "../cache-tags";
import { topicIdsBelow } from "../topic/below";
import { cursors, datesOf, PAGE_SIZE, positionOf } from "./page";
import type { Read } from "./read";
import { cardsByIds } from "./stories";
import type { Card, Page, TopicCount, TopicRef } from "./types";

/** How many live articles, by how many providers, and when the first appeared. */
type Span = { articles: number; providers: number; since: Date | null };

export type TopicHead = TopicRef & { parent: TopicRef | null; children: TopicRef[] } & Span;

type TopicRead = { topic: TopicHead | null; page: Page<Card> | null; movedTo: string | null };

/** One topic with the articles of the topics below it. `movedTo`: the id of the topic that has gone by this one. */
export async function topicPage(db: Db, now: Date, id: string, cursor: string | null): Promise<Read<TopicRead>> {
  const [found] = await topicsByIds(db, [id]);
  if (!found) {
    const movedTo = (await topicIdsNow(db, [id])).get(id) ?? null;
    return { value: { topic: null, page: null, movedTo }, tags: [FRAME_TAG], dates: [] };
  }
  const [parent, children, ids] = await Promise.all([
    found.parent === null ? null : topicByName(db, found.parent),
    childrenOf(db, [found.name]),
    topicIdsBelow(db, [id]),
  ]);
  const [{ first, ...span }, page] = await Promise.all([topicSpan(db, ids, now), topicList(db, ids, now, cursor)]);
  return {
    value: {
      topic: { id, name: found.name, parent, children, ...span, since: first === null ? null : new Date(first) },
      page,
      movedTo: null,
    },
    tags: [FRAME_TAG, ...ids.map(topicTag)],
    dates: datesOf(page?.items ?? []),
  };
}

async function topicList(db: Db, ids: string[], now: Date, cursor: string | null): Promise<Page<Card> | null> {
  const position = positionOf(cursor, TOPIC_KEYSET);
  if (position === undefined) return null;
  const page = await pageOfTopicIds(db, ids, { now, cursor: position, size: PAGE_SIZE });
  if (position !== null && page.ids.length === 0) return null;
  return { items: await cardsByIds(db, page.ids, now), ...cursors(page.older, page.newer) };
}

/** All topics as trees, in order. */
export async function topicsPage(db: Db, now: Date): Promise<Read<{ topics: TopicCount[] }>> {
  const rows = await topicsWithCounts(db, now);
  const names = new Set(rows.map((row) => row.name));
  const roots = rows.filter((row) => row.parent === null || !names.has(row.parent) || row.parent === row.name);
  const tree = (row: (typeof rows)[number], depth: number): TopicCount => ({
    ...row,
    children:
      depth < MAX_TOPIC_DEPTH
        ? rows.filter((child) => child.parent === row.name && child !== row).map((child) => tree(child, depth + 1))
        : [],
  });
  const below = await articlesBelow(db, now);
  // An article may have a topic and its parent: it counts once.
  const counted = (topic: TopicCount): TopicCount =>
    topic.children.length === 0
      ? topic
      : { ...topic, children: topic.children.map(counted), articles: below.get(topic.id) ?? 0 };
  const topics = roots.map((row) => counted(tree(row, 0)));
  return { value: { topics }, tags: [ARTICLES_TAG, FRAME_TAG], dates: [] };
}
