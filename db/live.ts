/** What the public may see: a condition of every public query. Its twin for rows in memory: lib/article/live.ts. */
import { type SQL, sql } from "drizzle-orm";
import { article } from "./schema";

/** True of articles that are live at `now`. For queries whose `article` table has no alias. */
export function liveCondition(now: Date): SQL<boolean> {
  const at = now.toISOString();
  return sql<boolean>`(${article.state} = 'published' and (${article.liveFrom} is null or ${article.liveFrom} <= ${at}::timestamptz) and (${article.liveUntil} is null or ${article.liveUntil} > ${at}::timestamptz))`;
}
