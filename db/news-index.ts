/** Articles as the compatible API lists them: newest first, those of one moment by the names of their files. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, articleFile, type Image, provider } from "./schema";

/** Files of one moment stand in the order of their names, as code points. */
const PATH = sql`(${article.slug} || '.md') collate "C"`;
const IN_ORDER = sql`${article.publishedAt} desc, ${PATH}`;
const MS = sql`(extract(epoch from ${article.publishedAt}) * 1000)::bigint`;

/** Articles that have one of these topics; null: all. */
function ofTopics(topicIds: string[] | null): SQL {
  if (topicIds === null) return sql`true`;
  return sql`exists (select 1 from article_topic listed where listed.article_id = ${article.id} and listed.topic_id in ${topicIds})`;
}

/** Ids of live articles in order, for what is near the beginning: the cost grows with `offset`. */
export async function firstNewsIds(
  db: Db,
  topicIds: string[] | null,
  { now, offset, limit }: { now: Date; offset: number; limit: number },
): Promise<number[]> {
  const among = topicIds === null ? sql`true` : sql`${article.id} in (${newestOf(topicIds, now, offset + limit)})`;
  const rows = await db.execute<{ id: number }>(sql`
    select ${article.id}::float8 as id from ${article}
     where ${liveCondition(now)} and ${among}
     order by ${IN_ORDER} limit ${limit} offset ${offset}`);
  return rows.map(({ id }) => id);
}

/** So many of each topic by its own index, and all of the moment of the last: names decide among those. */
const newestOf = (topicIds: string[], now: Date, most: number) => sql`
  select found.article_id from json_array_elements_text(${JSON.stringify(topicIds)}::json) as wanted(topic_id)
   cross join lateral (
     select listed.article_id from article_topic listed join ${article} on ${article.id} = listed.article_id
      where listed.topic_id = wanted.topic_id and listed.published and ${liveCondition(now)}
      order by listed.published_at desc fetch first ${most} rows with ties
   ) found`;

/** The whole list as pairs of id and moment (ms since 1970), each a 64-bit integer: 16 bytes an article. */
export async function packedNews(db: Db, topicIds: string[] | null, now: Date): Promise<Buffer> {
  const [row] = await db.execute<{ packed: Buffer | null }>(sql`
    select string_agg(int8send(id) || int8send(ms), ''::bytea) as packed
      from (select ${article.id} as id, ${MS} as ms from ${article}
             where ${liveCondition(now)} and ${ofTopics(topicIds)}
             order by ${IN_ORDER}) listed`);
  return row?.packed ?? Buffer.alloc(0);
}

/** Those of these articles that are in the list, with their moments. */
export async function newsAmong(
  db: Db,
  ids: number[],
  topicIds: string[] | null,
  now: Date,
): Promise<{ id: number; ms: number }[]> {
  if (ids.length === 0) return [];
  return db.execute<{ id: number; ms: number }>(sql`
    select ${article.id}::float8 as id, ${MS}::float8 as ms from ${article}
     where ${article.id} in ${ids} and ${liveCondition(now)} and ${ofTopics(topicIds)}`);
}

/** These articles by the names of their files. */
export async function byFileName(db: Db, ids: number[]): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ${article.id}::float8 as id from ${article} where ${article.id} in ${ids} order by ${PATH}`);
  return rows.map(({ id }) => id);
}

export type NewsRow = {
  id: number;
  slug: string;
  title: string;
  excerpt: string;
  category: string | null;
  type: string;
  /** ms since 1970 */
  publishedAt: number;
  updatedAt: number | null;
  webUrl: string | null;
  originalUrl: string | null;
  ampWebUrl: string | null;
  cdnAmpWebUrl: string | null;
  featuredContent: string | null;
  heat: number | null;
  images: Image[];
  domain: string;
  provider: string;
  providerImages: Image[];
  /** Names, in order. */
  topics: string[];
  /** The article's file as it came. */
  file: string | null;
};

/** Live articles by id, in the order of `ids`. */
export async function newsRows(db: Db, ids: number[], now: Date): Promise<NewsRow[]> {
  if (ids.length === 0) return [];
  const ms = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`;
  const rows = await db.execute<NewsRow>(sql`
    select ${article.id}::float8 as id, ${article.slug} as slug, ${article.title} as title, ${article.excerpt} as excerpt,
           ${article.category} as category, ${article.type} as type, ${ms(sql`${article.publishedAt}`)} as "publishedAt",
           ${ms(sql`${article.updatedAt}`)} as "updatedAt", ${article.webUrl} as "webUrl",
           ${article.originalUrl} as "originalUrl", ${article.ampWebUrl} as "ampWebUrl",
           ${article.cdnAmpWebUrl} as "cdnAmpWebUrl", ${article.featuredContent} as "featuredContent",
           ${article.heat} as heat, ${article.images} as images, ${provider.domain} as domain,
           ${provider.name} as provider, ${provider.images} as "providerImages", ${articleFile.text} as file,
           coalesce((select json_agg(topic.name order by article_topic.position)
                       from article_topic join topic on topic.id = article_topic.topic_id
                      where article_topic.article_id = ${article.id}), '[]'::json) as topics
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
      left join ${articleFile} on ${articleFile.articleId} = ${article.id}
     where ${article.id} in ${ids} and ${liveCondition(now)}`);
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}
