/** Holds articles still while they are changed. */
import { asc, eq, inArray, or } from "drizzle-orm";
import { topicsOfArticles } from "@/db/article-topics";
import type { Db } from "@/db/client";
import { article, articleTopic } from "@/db/schema";
import type { Tagged } from "../cache-tags";
import { type Edited, editedFields } from "./plan";

export type LockedArticle = Edited & { id: number; version: number };

/**
 * Locks articles with all members of their stories and of `storyIds` until `tx` ends, by id as settling stories does:
 * edits of one story wait for each other rather than deadlock. Gives the articles by id; those that are gone are absent.
 */
export async function lockArticles(
  tx: Db,
  ids: number[],
  storyIds: number[] = [],
): Promise<Map<number, LockedArticle>> {
  if (ids.length === 0) return new Map();
  const own = tx.select({ storyId: article.storyId }).from(article).where(inArray(article.id, ids));
  const stories = [...new Set([...storyIds, ...(await own).flatMap(({ storyId }) => storyId ?? [])])];
  const wanted = or(inArray(article.id, ids), inArray(article.storyId, stories));
  const rows = await tx.select().from(article).where(wanted).orderBy(asc(article.id)).for("update");
  const topics = await topicsOfArticles(tx, ids);
  const asked = new Set(ids);
  return new Map(
    rows
      .filter(({ id }) => asked.has(id))
      .map((row) => {
        const fields = editedFields({ ...row, topics: (topics.get(row.id) ?? []).map(({ id }) => id) });
        return [row.id, { ...fields, id: row.id, version: row.version }];
      }),
  );
}

/** What decides which pages show these articles. */
export async function taggedOf(tx: Db, ids: number[]): Promise<Tagged[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: article.id, storyId: article.storyId, providerId: article.providerId, topicId: articleTopic.topicId })
    .from(article)
    .leftJoin(articleTopic, eq(articleTopic.articleId, article.id))
    .where(inArray(article.id, ids));
  const tagged = new Map<number, Tagged>();
  for (const { topicId, ...rest } of rows) {
    const known = tagged.get(rest.id) ?? { ...rest, topicIds: [] };
    if (topicId !== null) known.topicIds.push(topicId);
    tagged.set(rest.id, known);
  }
  return [...tagged.values()];
}
