import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Db } from "./client";
import { article } from "./schema";

/** An article's note of what was corrected, and when; null without one. */
export async function correctionOf(db: Db, articleId: number): Promise<{ text: string; at: Date } | null> {
  const [row] = await db
    .select({ text: article.correction, at: article.correctedAt })
    .from(article)
    .where(eq(article.id, articleId));
  return row?.text && row.at ? { text: row.text, at: row.at } : null;
}

/** The notes of these articles, by article; those without one are absent. */
export async function correctionsOf(db: Db, articleIds: number[]): Promise<Map<number, { text: string; at: Date }>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db
    .select({ id: article.id, text: article.correction, at: article.correctedAt })
    .from(article)
    .where(and(inArray(article.id, articleIds), isNotNull(article.correction)));
  return new Map(rows.flatMap(({ id, text, at }) => (text && at ? [[id, { text, at }] as const] : [])));
}
