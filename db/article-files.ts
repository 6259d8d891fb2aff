/** The files articles came from, kept as they came. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { PLANNED_ONCE } from "./planned-once";

/** `path`: null where it has none that lasts, such as that of an upload; one known before stays. */
export type StoredFile = { articleId: number; text: string; hash: string; path: string | null };
export type StoredEntry = { articleId: number; entry: Record<string, unknown> };

/** Keeps these files instead of older ones. */
export async function putFiles(tx: Db, files: StoredFile[]): Promise<void> {
  if (files.length === 0) return;
  await tx.execute(sql`${PLANNED_ONCE}
    insert into article_file (article_id, text, hash, path)
    select article_id, text, hash, path
      from json_to_recordset(${JSON.stringify(files.map(({ articleId, ...rest }) => ({ article_id: articleId, ...rest })))}::json)
        as given(article_id bigint, text text, hash text, path text)
    on conflict (article_id) do update set text = excluded.text, hash = excluded.hash, path = coalesce(excluded.path, article_file.path)`);
}

/** Notes that files, unchanged otherwise, are elsewhere now. */
export async function putPaths(tx: Db, files: { articleId: number; path: string }[]): Promise<void> {
  if (files.length === 0) return;
  await tx.execute(sql`
    update article_file set path = given.path
      from json_to_recordset(${JSON.stringify(files)}::json) as given("articleId" bigint, path text)
     where article_file.article_id = given."articleId"`);
}

/** Keeps entries of `related` lists, for coverage without a file. */
export async function putEntries(tx: Db, entries: StoredEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.execute(sql`
    insert into article_file (article_id, entry)
    select article_id, entry
      from json_to_recordset(${JSON.stringify(entries.map(({ articleId, entry }) => ({ article_id: articleId, entry })))}::json)
        as given(article_id bigint, entry jsonb)
    on conflict (article_id) do update set entry = excluded.entry`);
}
