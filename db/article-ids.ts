/** Ids of articles: of those that are there, and by what they belong to, page by page. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Those of these articles that were not deleted. */
export async function existingArticles(db: Db, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db.execute<{ id: number }>(sql`select id::float8 as id from article where id in ${ids}`);
  return new Set(rows.map(({ id }) => id));
}

/** Up to `limit` articles of this provider after `after`, by id. */
export async function articleIdsOfProvider(
  db: Db,
  providerId: number,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select id::float8 as id from article where provider_id = ${providerId} and id > ${after} order by article.id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** Up to `limit` articles of this topic after `after`, by id. */
export async function articleIdsOfTopic(db: Db, topicId: string, after: number, limit: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select article_id::float8 as id from article_topic
     where topic_id = ${topicId} and article_id > ${after} order by article_id limit ${limit}`);
  return rows.map(({ id }) => id);
}
