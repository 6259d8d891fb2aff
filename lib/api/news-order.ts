/** Keeps the order of a list in memory right: told which articles changed, it looks at these alone. */
import type { Db } from "@/db/client";
import { byFileName, newsAmong, packedNews } from "@/db/news-index";
import { scheduledBetween } from "@/db/schedules";
import { ArticleOrder } from "./article-order";

/** With more changed articles than these the whole list is read anew. */
const MAX_CHANGED = 1_000;

export type NewsOrder = { order: ArticleOrder; at: Date };

/** The order of all live articles, or of those with one of these topics. */
export async function newsOrder(db: Db, topicIds: string[] | null, now: Date): Promise<NewsOrder> {
  return { order: new ArticleOrder(await packedNews(db, topicIds, now)), at: now };
}

/**
 * The same order after changes: of these articles, and of those that schedules brought or ended since. It may be the
 * same object, changed.
 */
export async function newsOrderAfter(
  db: Db,
  { order, at }: NewsOrder,
  { changed, topicIds, now }: { changed: number[]; topicIds: string[] | null; now: Date },
): Promise<NewsOrder> {
  const scheduled = await scheduledBetween(db, at, now, MAX_CHANGED + 1);
  const ids = [...new Set([...changed, ...scheduled])];
  if (ids.length > MAX_CHANGED) return newsOrder(db, topicIds, now);
  const listed = await newsAmong(db, ids, topicIds, now);
  for (const id of ids) order.remove(id);
  for (const { id, ms } of listed) order.insert(id, ms);
  for (const ms of new Set(listed.map((one) => one.ms))) {
    const ties = order.ties(ms);
    if (ties.length > 1) order.reorder(ms, await byFileName(db, ties));
  }
  return { order, at: now };
}
