/** Full-text search in Postgres. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, articleSearch, provider } from "./schema";

export type SearchConditions = {
  /** Empty: everything. */
  tsquery: string;
  /** Ids, with those of topics below them. */
  topics: string[];
  providers: string[];
  types: string[];
  from: Date | null;
  until: Date | null;
};
export type SearchOrder = "relevance" | "newest" | "top";
type Facet = "topic" | "provider" | "type" | "year";
export type FacetRow = { facet: Facet; value: string; name: string; count: number };

/** The conditions but those of one facet. */
function matching(conditions: SearchConditions, now: Date, except?: Facet): SQL {
  const { tsquery, topics, providers, types, from, until } = conditions;
  const all = [liveCondition(now)];
  if (tsquery) all.push(sql<boolean>`${articleSearch}.document @@ wanted.query`);
  if (topics.length > 0 && except !== "topic") {
    all.push(
      sql<boolean>`exists (select 1 from article_topic where article_id = ${article.id} and topic_id in ${topics})`,
    );
  }
  if (providers.length > 0 && except !== "provider") all.push(sql<boolean>`${provider.domain} in ${providers}`);
  if (types.length > 0 && except !== "type") all.push(sql<boolean>`${article.type} in ${types}`);
  if (except !== "year") {
    if (from) all.push(sql<boolean>`${article.publishedAt} >= ${from.toISOString()}::timestamptz`);
    if (until) all.push(sql<boolean>`${article.publishedAt} < ${until.toISOString()}::timestamptz`);
  }
  return sql.join(all, sql` and `);
}

const source = (tsquery: string) => sql`
  ${article} join ${provider} on ${provider.id} = ${article.providerId}
  join ${articleSearch} on ${articleSearch.articleId} = ${article.id}
  cross join (select ${tsquery}::tsquery as query) wanted`;

/** Ids in order and how many there are in all. */
export async function searchIds(
  db: Db,
  conditions: SearchConditions,
  { now, order, limit, offset }: { now: Date; order: SearchOrder; limit: number; offset: number },
): Promise<{ ids: number[]; total: number }> {
  const by = {
    relevance: conditions.tsquery
      ? sql`round(ts_rank(${articleSearch.document}, wanted.query, 1)::numeric, 3) desc, ${article.hot} desc`
      : sql`${article.publishedAt} desc`,
    newest: sql`${article.publishedAt} desc`,
    top: sql`coalesce(${article.heat}, 0) desc, ${article.publishedAt} desc`,
  }[order];
  const where = matching(conditions, now);
  const [rows, [counted]] = await Promise.all([
    db.execute<{ id: number }>(sql`
      select ${article.id}::int as id from ${source(conditions.tsquery)}
       where ${where} order by ${by}, ${article.id} desc limit ${limit} offset ${offset}`),
    db.execute<{ total: number }>(sql`select count(*)::int as total from ${source(conditions.tsquery)} where ${where}`),
  ]);
  return { ids: rows.map((row) => row.id), total: counted?.total ?? 0 };
}

/** Counts by facet, each without its own filter, most first. Years are those of the time zone. */
export async function searchFacets(
  db: Db,
  conditions: SearchConditions,
  { now, timeZone, limit }: { now: Date; timeZone: string; limit: number },
): Promise<FacetRow[]> {
  const from = source(conditions.tsquery);
  const year = sql`extract(year from ${article.publishedAt} at time zone ${timeZone})::text`;
  const counted = (facet: Facet, value: SQL, name: SQL, joined: SQL = sql``) => sql`
    (select ${facet} as facet, ${value} as value, min(${name}) as name, count(*)::int as count
       from ${from} ${joined} where ${matching(conditions, now, facet)}
      group by 2 order by count desc, 3 limit ${limit})`;
  const topics = sql`join article_topic listed on listed.article_id = ${article.id} join topic on topic.id = listed.topic_id`;
  return db.execute<FacetRow>(
    sql.join(
      [
        counted("topic", sql`topic.id`, sql`topic.name`, topics),
        counted("provider", sql`${provider.domain}`, sql`${provider.name}`),
        counted("type", sql`${article.type}`, sql`${article.type}`),
        counted("year", year, year),
      ],
      sql` union all `,
    ),
  );
}
