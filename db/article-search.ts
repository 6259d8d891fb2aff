/** Full-text documents for the Postgres engine. */
import { inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { articleSearch } from "./schema";

/** What is searched of an article, most important first; plain text with accents folded. */
export type SearchText = { articleId: number; title: string; topics: string; provider: string; excerpt: string };

/** A lexeme nobody can type, between the fields: a phrase must not run from the end of one into the next. */
const GAP = "'|':1";

/** Writes documents, weighted A (title) to D (excerpt). */
export async function putSearchTexts(tx: Db, texts: SearchText[]): Promise<void> {
  if (texts.length === 0) return;
  const rows = JSON.stringify(texts);
  await tx.execute(sql`
    insert into article_search (article_id, document)
    select "articleId",
           setweight(to_tsvector('english', title), 'A') || gap || setweight(to_tsvector('simple', title), 'A') || gap ||
           setweight(to_tsvector('english', topics), 'B') || gap || setweight(to_tsvector('simple', provider), 'C') || gap ||
           setweight(to_tsvector('english', excerpt), 'D')
      from jsonb_to_recordset(${rows}::jsonb)
        as given("articleId" bigint, title text, topics text, provider text, excerpt text)
     cross join (select ${GAP}::tsvector as gap) between_fields
    on conflict (article_id) do update set document = excluded.document`);
}

export async function removeSearchTexts(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length > 0) await tx.delete(articleSearch).where(inArray(articleSearch.articleId, articleIds));
}
