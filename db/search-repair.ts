/** What the documents of the Postgres engine lack, and what they have too many of. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Published articles after an id that have no document, by id. */
export async function articlesWithoutDocument(db: Db, after: number, limit: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select id::float8 as id from article
     where id > ${after} and state = 'published' and not exists (select 1 from article_search where article_id = article.id)
     order by id limit ${limit}`);
  return rows.map(({ id }) => id);
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
