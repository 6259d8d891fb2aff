/** What the documents of the Postgres engine lack, and what they have too many of. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { aboveTopics } from "./topic-tree";

/** Published articles after an id that have no document, by id. */
export async function articlesWithoutDocument(db: Db, after: number, limit: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select id::float8 as id from article
     where id > ${after} and state = 'published' and not exists (select 1 from article_search where article_id = article.id)
     order by id limit ${limit}`);
  return rows.map(({ id }) => id);
}

/**
 * Looks at up to `limit` documents after an article. Gives the last of them, and those with other topics than their
 * articles' and all above these; null where there are no more.
 */
export async function documentsWithOtherTopics(
  db: Db,
  after: number,
  limit: number,
): Promise<{ last: number; ids: number[] } | null> {
  const [row] = await db.execute<{ last: number | null; ids: number[] | null }>(sql`
    with recursive ${aboveTopics(sql`true`)},
         page as materialized (
           select article_id, topic_ids from article_search where article_id > ${after} order by article_id limit ${limit}),
         wanted as (
           select listed.article_id, array_agg(distinct above.id) as ids
             from article_topic listed join above on above.root = listed.topic_id
            where listed.article_id > ${after} and listed.article_id <= (select max(article_id) from page)
            group by listed.article_id)
    select (select max(article_id)::float8 from page) as last, json_agg(article_id order by article_id) as ids
      from page left join wanted using (article_id)
     where not (topic_ids @> coalesce(ids, '{}') and topic_ids <@ coalesce(ids, '{}'))`);
  return row?.last == null ? null : { last: row.last, ids: row.ids ?? [] };
}

/** Waits for changes of these articles that are under way, and holds up others until the transaction ends. */
export async function lockArticles(tx: Db, ids: number[]): Promise<void> {
  await tx.execute(
    sql`select 1 from article where id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)::bigint)) order by id for share`,
  );
}

/** Removes up to `limit` documents of articles that are not published. Gives how many. */
export async function removeUnpublishedDocuments(db: Db, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from article_search where article_id in (
      select article_id from article_search join article on article.id = article_id
       where article.state <> 'published' order by article_id limit ${limit})
    returning article_id`);
  return rows.length;
}
