/** Articles of topics, locked for an act that changes these. */
import type { Db } from "@/db/client";
import { lockArticlesOfTopic, lockArticlesOfTopics, lockTopics, type MovedArticle } from "@/db/topic-changes";
import { AppError } from "../errors";
import { MAX_REINDEXED } from "../search/reindex";

/** Locks the articles of these topics. @throws AppError invalid, where they are too many for one act */
export function articlesOf(tx: Db, ids: string[]): Promise<number[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : lockedFew(tx, ids, () => lockArticlesOfTopics(tx, ids, MAX_REINDEXED + 1));
}

/** The same of one topic, with their places in it and in the other one. */
export const movableArticles = (tx: Db, from: string, into: string): Promise<MovedArticle[]> =>
  lockedFew(tx, [from, into], () => lockArticlesOfTopic(tx, from, into, MAX_REINDEXED + 1));

async function lockedFew<T>(tx: Db, topicIds: string[], lock: () => Promise<T[]>): Promise<T[]> {
  // Articles first, as whoever edits one holds it and then asks for its topics.
  await lock();
  await lockTopics(tx, topicIds);
  const articles = await lock();
  if (articles.length <= MAX_REINDEXED) return articles;
  const most = MAX_REINDEXED.toLocaleString("en");
  throw new AppError("invalid", {
    message: `It has more than ${most} articles, with those of the topics below it: too many to change at once.`,
  });
}
