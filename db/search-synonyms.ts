/** Groups of words that mean the same to a search. */
import { desc, eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { auditEvent, searchSynonym } from "./schema";

export type Synonym = { id: number; words: string[] };

const listed = { id: searchSynonym.id, words: searchSynonym.words };

/** Every group, the newest first. */
export async function allSynonyms(db: Db): Promise<Synonym[]> {
  return db.select(listed).from(searchSynonym).orderBy(desc(searchSynonym.id));
}

/** Lets nobody else change the groups until the transaction ends; they can be read meanwhile. */
export async function lockSynonyms(tx: Db): Promise<void> {
  await tx.execute(sql`lock table ${searchSynonym} in share row exclusive mode`);
}

export async function insertSynonym(tx: Db, words: string[]): Promise<Synonym> {
  const [made] = await tx.insert(searchSynonym).values({ words }).returning(listed);
  if (!made) throw new Error("A synonym was not written.");
  return made;
}

/** What was removed; null when there is no such group. */
export async function deleteSynonym(tx: Db, id: number): Promise<Synonym | null> {
  const [removed] = await tx.delete(searchSynonym).where(eq(searchSynonym.id, id)).returning(listed);
  return removed ?? null;
}

export type Removal = { at: Date; actor: string; words: string[] };

/** The latest of the record's events of this subject, if it is a removal by `action` no older than `since`. */
export async function latestRemoval(
  db: Db,
  { subject, action, since }: { subject: string; action: string; since: Date },
): Promise<Removal | null> {
  const [event] = await db
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.subject, subject))
    .orderBy(desc(auditEvent.id))
    .limit(1);
  if (!event || event.action !== action || event.at < since) return null;
  return { at: event.at, actor: event.actor, words: textsIn(event.before?.words) };
}

const textsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
