import { eq } from "drizzle-orm";
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
