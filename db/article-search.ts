/** Full-text documents for the Postgres engine. */
import { inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { articleSearch } from "./schema";

/** What is searched of an article, most important first; plain text with accents folded. */
export type SearchText = { articleId: number; title: string; topics: string; provider: string; excerpt: string };

/** Writes documents, weighted A (title) to D (excerpt). */
export async function putSearchTexts(tx: Db, texts: SearchText[]): Promise<void> {
  if (texts.length === 0) return;
  const rows = JSON.stringify(texts);
  await tx.execute(sql`
    insert into article_search (article_id, document)
    select "articleId",
           setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', title), 'A') ||
           setweight(to_tsvector('english', topics), 'B') || setweight(to_tsvector('simple', provider), 'C') ||
           setweight(to_tsvector('english', excerpt), 'D')
      from jsonb_to_recordset(${rows}::jsonb)
        as given("articleId" bigint, title text, topics text, provider text, excerpt text)
    on conflict (article_id) do update set document = excluded.document`);
}

export async function removeSearchTexts(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length > 0) await tx.delete(articleSearch).where(inArray(articleSearch.articleId, articleIds));
}
