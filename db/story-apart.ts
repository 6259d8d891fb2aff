/** Pairs of articles that an editor said are not one story. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { storyApart } from "./schema";

/** Two ids, the lower first. */
export type Pair = [number, number];

const given = (pairs: Pair[]) =>
  sql`(select (pair->>0)::bigint as a, (pair->>1)::bigint as b from json_array_elements(${JSON.stringify(pairs)}::json) pair) given`;

/** @returns the pairs that were not said to be apart before */
export async function addApart(tx: Db, pairs: Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return [];
  const rows = await tx
    .insert(storyApart)
    .values(pairs.map(([articleId, otherId]) => ({ articleId, otherId })))
    .onConflictDoNothing()
    .returning();
  return rows.map(({ articleId, otherId }) => [articleId, otherId]);
}

/** @returns how many pairs it removed */
export async function removeApart(tx: Db, pairs: Pair[]): Promise<number> {
  if (pairs.length === 0) return 0;
  const rows = await tx.execute(sql`
    delete from story_apart using ${given(pairs)} where article_id = given.a and other_id = given.b returning 1`);
  return rows.length;
}

/** The pairs among these articles. */
export async function apartAmong(db: Db, ids: number[]): Promise<Pair[]> {
  if (ids.length === 0) return [];
  const listed = sql`any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)::bigint))`;
  const rows = await db.execute<{ a: number; b: number }>(sql`
    select article_id::float8 as a, other_id::float8 as b from story_apart
     where article_id = ${listed} and other_id = ${listed}`);
  return rows.map(({ a, b }) => [a, b]);
}

/** Those of these articles that still are there. */
export async function existingArticles(tx: Db, ids: number[]): Promise<{ id: number; storyId: number | null }[]> {
  return tx.execute<{ id: number; storyId: number | null }>(sql`
    select id::float8 as id, story_id::float8 as "storyId" from article
     where id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)::bigint)) order by id for share`);
}
