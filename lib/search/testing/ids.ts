import type { Db } from "@/db/client";
import { article } from "@/db/schema";

/** Of all articles, whatever their state. */
export const allArticleIds = async (db: Db): Promise<number[]> =>
  (await db.select({ id: article.id }).from(article)).map(({ id }) => id);
