/** Ids of live articles as the API is asked for them. */
import { type SQL, sql } from "drizzle-orm";
import { type IdPage, lists, pageOfIds, pageOfTopicIds } from "./article-lists";
import type { Db } from "./client";
import type { Cursor, Keyset } from "./keyset";
import { article } from "./schema";

export type ArticleSort = "newest" | "top";

/** What has to hold of each; null: no restriction. Of several values any. */
export type ArticleFilter = {
  topicIds: string[] | null;
  providerIds: number[] | null;
  types: string[] | null;
  /** From (inclusive) and until (exclusive). */
  from: Date | null;
  until: Date | null;
  minQuality: number | null;
  minHeat: number | null;
};

/** The sort values of a list's cursors. */
export const articleKeyset = (sort: ArticleSort): Keyset => (sort === "top" ? lists.top(null) : lists.latest()).keyset;

export async function articleIds(
  db: Db,
  filter: ArticleFilter,
  { sort, ...request }: { sort: ArticleSort; now: Date; cursor: Cursor | null; size: number },
): Promise<Pick<IdPage, "ids" | "older">> {
  const { topicIds } = filter;
  if ([topicIds, filter.providerIds, filter.types].some((values) => values?.length === 0)) {
    return { ids: [], older: null };
  }
  const where = conditionOf(filter);
  // The newest of a topic are found in its own index, however rare it is.
  if (topicIds && sort === "newest") return pageOfTopicIds(db, topicIds, { ...request, where });
  const ofTopics = sql`exists (select 1 from article_topic listed where listed.article_id = ${article.id} and listed.topic_id in ${topicIds})`;
  const list = { keyset: articleKeyset(sort), where: topicIds ? sql`${where} and ${ofTopics}` : where };
  return pageOfIds(db, list, request);
}

function conditionOf({ providerIds, types, from, until, minQuality, minHeat }: ArticleFilter): SQL {
  const conditions = [
    providerIds && sql`${article.providerId} in ${providerIds}`,
    types && sql`${article.type} in ${types}`,
    from && sql`${article.publishedAt} >= ${from.toISOString()}::timestamptz`,
    until && sql`${article.publishedAt} < ${until.toISOString()}::timestamptz`,
    minQuality !== null && sql`${article.quality} >= ${minQuality}`,
    minHeat !== null && sql`${article.heat} >= ${minHeat}`,
  ].filter((condition) => condition !== null && condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
