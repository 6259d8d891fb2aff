/** Whether every write that was told to be saved is there, once, and nothing is half done. */
import { and, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Db } from "@/db/client";
import { brokenInvariants } from "@/db/invariants";
import { article, auditEvent } from "@/db/schema";
import type { Seen } from "./watch";

export type Before = { id: number; version: number; events: number };

/** How the article is before anybody writes to it. */
export async function before(db: Db, slug: string): Promise<Before> {
  const [row] = await db.select().from(article).where(eq(article.slug, slug));
  if (!row) throw new Error(`There is no ${slug}.`);
  return { id: row.id, version: row.version, events: await eventsOf(db, row.id) };
}

const eventsOf = (db: Db, id: number) =>
  db.$count(auditEvent, and(eq(auditEvent.subject, "article"), eq(auditEvent.subjectId, String(id))));

/** A write that got no answer, or was refused when its transaction may have ended, may be there or not, but wholly. */
export async function expectNothingLost(db: Db, { id, version, events }: Before, { writes }: Seen): Promise<void> {
  const saved = writes.filter(({ outcome }) => outcome === "saved");
  const unclear = writes.length - saved.length;
  const [row] = await db.select().from(article).where(eq(article.id, id));
  const made = (row?.version ?? 0) - version;
  expect(made).toBeGreaterThanOrEqual(saved.length);
  expect(made).toBeLessThanOrEqual(saved.length + unclear);
  expect((await eventsOf(db, id)) - events).toBe(made);
  const lastSaved = saved.at(-1)?.heat ?? 0;
  expect(writes.filter(({ heat }) => heat >= lastSaved).map(({ heat }) => heat)).toContain(row?.heatGiven);
  expect(await brokenInvariants(db, new Date())).toEqual([]);
  const waiting = async () => (await db.execute(sql`select 1 from outbox limit 1`)).length;
  // The worker is at its work again.
  await expect.poll(waiting, { timeout: 20_000 }).toBe(0);
}
