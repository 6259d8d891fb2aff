/** When anything that is shown here last changed. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { article, auditEvent } from "./schema";

/**
 * The latest of: an article was changed or came in, a schedule brought or ended one, the record noted something (of
 * topics, providers, settings). Null where nothing ever did. Each is read at the end of its index.
 */
export async function lastChange(db: Db, now: Date): Promise<Date | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select (extract(epoch from greatest(
      (select max(${article.changedAt}) from ${article}),
      (select max(${article.liveFrom}) from ${article} where ${article.liveFrom} <= ${at}),
      (select max(${article.liveUntil}) from ${article} where ${article.liveUntil} <= ${at}),
      (select max(${auditEvent.at}) from ${auditEvent})
    )) * 1000)::double precision as ms`);
  return row?.ms == null ? null : new Date(Math.ceil(row.ms));
}
