/** Ids of live articles as the API is asked for them. */
import { type SQL, sql } from "drizzle-orm";
import { type IdPage, lists, pageOfIds, pageOfTopicIds } from "./article-lists";
import type { Db } from "./client";
import type { Cursor, Keyset } from "./keyset";
import { article, HEAT_OR_NONE, QUALITY_OR_NONE } from "./schema";

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
  { sort, ...asked }: { sort: ArticleSort; now: Date; cursor: Cursor | null; size: number },
): Promise<Pick<IdPage, "ids" | "older">> {
  const { topicIds } = filter;
  const request = { ...asked, onlyOlder: true };
  if ([topicIds, filter.providerIds, filter.types].some((values) => values?.length === 0)) {
    return { ids: [], older: null };
  }
  // In the order by heat what is below the least heat is where the list ends.
  const isHot =
    sort === "top" && (filter.minHeat ?? 0) > 0 ? sql` and coalesce(${article.heat}, 0) >= ${filter.minHeat}` : sql``;
  const where = sql`${conditionOf(filter)}${isHot}`;
  // The newest of a topic are found in its own index, however rare it is.
  if (topicIds && sort === "newest") return pageOfTopicIds(db, topicIds, { ...request, where });
  const list = {
    keyset: articleKeyset(sort),
    where: topicIds ? sql`${where} and ${await ofTopics(db, topicIds)}` : where,
  };
  return pageOfIds(db, list, request);
}

/** Topics of no more articles are read whole; of more, one is met soon in any order of all articles. */
const FEW = 5_000;

async function ofTopics(db: Db, topicIds: string[]): Promise<SQL> {
  const listed = sql`from article_topic listed where listed.topic_id in ${topicIds} and listed.published`;
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from (select 1 ${listed} limit ${FEW + 1}) counted`,
  );
  if ((row?.count ?? 0) <= FEW) return sql`${article.id} = any(array(select listed.article_id ${listed}))`;
  // As a value rather than `exists`, which Postgres may answer by reading all topics of all articles first.
  return sql`(select true from article_topic listed where listed.article_id = ${article.id} and listed.topic_id in ${topicIds} limit 1)`;
}

function conditionOf({ providerIds, types, from, until, minQuality, minHeat }: ArticleFilter): SQL {
  const conditions = [
    providerIds && sql`${article.providerId} in ${providerIds}`,
    types && sql`${article.type} in ${types}`,
    from && sql`${article.publishedAt} >= ${from.toISOString()}::timestamptz`,
    until && sql`${article.publishedAt} < ${until.toISOString()}::timestamptz`,
    minQuality !== null && sql`${QUALITY_OR_NONE} >= ${minQuality}`,
    minHeat !== null && sql`${HEAT_OR_NONE} >= ${minHeat}`,
  ].filter((condition) => condition !== null && condition !== false);
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}
