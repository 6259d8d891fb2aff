/** Keeps the Postgres engine's documents in step with their articles, inside the change's own transaction. */
import { sql } from "drizzle-orm";
import { putSearchTexts, removeSearchTexts } from "@/db/article-search";
import type { Db } from "@/db/client";
import { plainText } from "../plain-text";
import { fold } from "./fold";

type Row = { id: number; slug: string | null; title: string; excerpt: string; provider: string; topics: string | null };

/** Writes the documents of these articles anew from their current rows; articles without a page have none. */
export async function indexArticles(tx: Db, articleIds: Iterable<number>): Promise<void> {
  const ids = [...new Set(articleIds)];
  if (ids.length === 0) return;
  const rows = await tx.execute<Row>(sql`
    select article.id::int as id, slug, title, excerpt, provider.name as provider,
           (select string_agg(topic.name, ' ') from article_topic join topic on topic.id = topic_id
             where article_id = article.id) as topics
      from article join provider on provider.id = provider_id
     where article.id in ${ids}`);
  const withPage = rows.filter((row) => row.slug !== null);
  await putSearchTexts(
    tx,
    withPage.map((row) => ({
      articleId: row.id,
      title: fold(plainText(row.title)),
      topics: fold(row.topics ?? ""),
      provider: fold(row.provider),
      excerpt: fold(plainText(row.excerpt)),
    })),
  );
  const kept = new Set(withPage.map((row) => row.id));
  await removeSearchTexts(
    tx,
    ids.filter((id) => !kept.has(id)),
  );
}
