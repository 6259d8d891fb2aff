/** Who outside is told of changes. */
import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { webhook } from "./schema";

export type WebhookRow = typeof webhook.$inferSelect;
/** Without what nobody is shown. */
export type WebhookLine = Omit<WebhookRow, "secret">;

const line = {
  id: webhook.id,
  url: webhook.url,
  events: webhook.events,
  enabled: webhook.enabled,
  stopped: webhook.stopped,
  createdAt: webhook.createdAt,
};

/** All, the oldest first. */
export const allWebhooks = (db: Db): Promise<WebhookLine[]> => db.select(line).from(webhook).orderBy(asc(webhook.id));

/** Those that hear of changes. */
export const listeningWebhooks = (db: Db): Promise<WebhookLine[]> =>
  db.select(line).from(webhook).where(eq(webhook.enabled, true)).orderBy(asc(webhook.id));

export async function webhookLine(db: Db, id: number): Promise<WebhookLine | null> {
  const [row] = await db.select(line).from(webhook).where(eq(webhook.id, id));
  return row ?? null;
}

/** With its secret, sealed. */
export async function webhookRow(db: Db, id: number): Promise<WebhookRow | null> {
  const [row] = await db.select().from(webhook).where(eq(webhook.id, id));
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockWebhook(tx: Db, id: number): Promise<WebhookRow | null> {
  const [row] = await tx.select().from(webhook).where(eq(webhook.id, id)).for("update");
  return row ?? null;
}

export async function insertWebhook(tx: Db, row: Pick<WebhookRow, "url" | "events" | "secret">): Promise<number> {
  const [made] = await tx.insert(webhook).values(row).returning({ id: webhook.id });
  if (!made) throw new Error("No webhook was written.");
  return made.id;
}

export async function updateWebhook(
  tx: Db,
  id: number,
  fields: Partial<Pick<WebhookRow, "url" | "events" | "enabled" | "stopped" | "secret">>,
): Promise<void> {
  await tx.update(webhook).set(fields).where(eq(webhook.id, id));
}

/** With all messages to it. */
export async function deleteWebhook(tx: Db, id: number): Promise<void> {
  await tx.delete(webhook).where(eq(webhook.id, id));
}

/** How many were switched off by themselves. */
export async function countStopped(db: Db): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(webhook)
    .where(sql`${webhook.stopped} is not null`);
  return row?.count ?? 0;
}
