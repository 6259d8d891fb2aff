/** Holds an article still while it is changed. */
import { eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { article, articleTopic } from "@/db/schema";
import { storyMembers } from "@/db/stories-write";
import type { Tagged } from "../cache-tags";
import { AppError } from "../errors";

export type ArticleRow = typeof article.$inferSelect;

/**
 * Locks an article with its story's members until `tx` ends, by id as settling the story does: edits of one story wait
 * for each other rather than deadlock.
 * @throws AppError not-found
 */
export async function lockArticle(tx: Db, id: number): Promise<ArticleRow> {
  const [place] = await tx.select({ storyId: article.storyId }).from(article).where(eq(article.id, id));
  if (!place) throw new AppError("not-found");
  if (place.storyId !== null) await storyMembers(tx, [place.storyId]);
  const [row] = await tx.select().from(article).where(eq(article.id, id)).for("update");
  if (!row) throw new AppError("not-found");
  return row;
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
