/** Articles as acts on many need to know them. */
import { asc, eq, inArray } from "drizzle-orm";
import { topicsOfArticles } from "@/db/article-topics";
import type { Db } from "@/db/client";
import { article, provider } from "@/db/schema";
import { editedFields } from "../plan";
import type { Known } from "./edit";

export type Read = Known & { provider: string };

/** By id, rising; those that are gone are absent. Not locked. */
export async function readArticles(db: Db, ids: number[]): Promise<Read[]> {
  if (ids.length === 0) return [];
  const [rows, topics] = await Promise.all([
    db
      .select({ article, provider: provider.name })
      .from(article)
      .innerJoin(provider, eq(provider.id, article.providerId))
      .where(inArray(article.id, ids))
      .orderBy(asc(article.id)),
    topicsOfArticles(db, ids),
  ]);
  return rows.map(({ article: row, provider }) => ({
    ...editedFields({ ...row, topics: (topics.get(row.id) ?? []).map(({ id }) => id) }),
    id: row.id,
    provider,
  }));
}
