/** What search engines are told of articles, as the rows say it now. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { idArray } from "./planned-once";
import { article, provider } from "./schema";
import { topicIdsAbove } from "./topic-tree";

/** One published article. Times in ms since 1970; texts as they came. */
export type SourceRow = {
  id: number;
  title: string;
  excerpt: string;
  type: string;
  provider: string;
  domain: string;
  providerId: number;
  topics: { id: string; name: string }[];
  /** Of these topics, and of all above them: each once. */
  topicIds: string[];
  publishedAt: number;
  liveFrom: number | null;
  liveUntil: number | null;
  storyId: number | null;
  quality: number | null;
  heat: number | null;
  hot: number;
};

/** Those of these articles that are published, whether live now or not. */
export const publishedSources = (db: Db, ids: number[]): Promise<SourceRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : sources(db, sql`article.id = any(${idArray(ids)}) and state = 'published'`);

/** Those of these articles that are live. */
export const liveSources = (db: Db, ids: number[], now: Date): Promise<SourceRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : sources(db, sql`article.id = any(${idArray(ids)}) and ${liveCondition(now)}`);

/** Up to `limit` live articles after an id, by id. */
export const liveSourcesAfter = (db: Db, after: number, limit: number, now: Date): Promise<SourceRow[]> =>
  sources(db, sql`article.id > ${after} and ${liveCondition(now)} order by article.id limit ${limit}`);

const ms = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`;

async function sources(db: Db, where: SQL): Promise<SourceRow[]> {
  const rows = await rowsOf(db, where);
  const above = await topicIdsAbove(db, [...new Set(rows.flatMap(({ topics }) => topics.map(({ id }) => id)))]);
  return rows.map((row) => {
    const own = row.topics.map(({ id }) => id);
    return { ...row, topicIds: [...new Set([...own, ...own.flatMap((id) => above.get(id) ?? [])])] };
  });
}

function rowsOf(db: Db, where: SQL): Promise<Omit<SourceRow, "topicIds">[]> {
  return db.execute<Omit<SourceRow, "topicIds">>(sql`
    select ${article.id}::float8 as id, ${article.title} as title, ${article.excerpt} as excerpt, ${article.type} as type,
           ${provider.name} as provider, ${provider.domain} as domain, ${provider.id}::float8 as "providerId",
           ${ms(sql`${article.publishedAt}`)} as "publishedAt", ${ms(sql`${article.liveFrom}`)} as "liveFrom",
           ${ms(sql`${article.liveUntil}`)} as "liveUntil", ${article.storyId}::float8 as "storyId",
           ${article.quality} as quality, ${article.heat} as heat, ${article.hot} as hot,
           coalesce((select json_agg(json_build_object('id', topic.id, 'name', topic.name) order by article_topic.position)
                       from article_topic join topic on topic.id = article_topic.topic_id
                      where article_topic.article_id = ${article.id}), '[]'::json) as topics
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${where}`);
}
