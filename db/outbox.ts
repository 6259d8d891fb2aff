/** Changes waiting to be told to what follows Postgres. Written with the change, drained by the worker. */
import { inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { outbox } from "./schema";

/** Notes that these articles changed; drained from the current rows, so repeats are harmless. */
export async function enqueue(tx: Db, articleIds: Iterable<number>): Promise<void> {
  const rows = [...new Set(articleIds)].map((articleId) => ({ articleId }));
  if (rows.length > 0) await tx.insert(outbox).values(rows);
}

/** Locks up to `limit` due entries for this transaction; other workers skip them. Oldest first. */
export async function claim(tx: Db, limit: number): Promise<{ id: number; articleId: number }[]> {
  return tx
    .select({ id: outbox.id, articleId: outbox.articleId })
    .from(outbox)
    .where(sql`${outbox.availableAt} <= now()`)
    .orderBy(outbox.availableAt, outbox.id)
    .limit(limit)
    .for("update", { skipLocked: true });
}

export async function settle(tx: Db, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(outbox).where(inArray(outbox.id, ids));
}

/** How many changes wait, and since when the oldest does. */
export async function outboxBacklog(db: Db): Promise<{ waiting: number; oldest: Date | null }> {
  const [row] = await db
    .select({ waiting: sql<number>`count(*)::int`, oldest: sql<string | null>`min(${outbox.createdAt})` })
    .from(outbox);
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null };
}
