import { inArray } from "drizzle-orm";
import type { Db } from "./client";
import { article } from "./schema";

/** When articles were last updated by their providers, by id; those of which nobody said so are not in it. */
export async function updateTimes(db: Db, ids: number[]): Promise<Map<number, Date>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: article.id, updatedAt: article.updatedAt })
    .from(article)
    .where(inArray(article.id, ids));
  return new Map(rows.flatMap(({ id, updatedAt }) => (updatedAt ? [[id, updatedAt] as const] : [])));
}
