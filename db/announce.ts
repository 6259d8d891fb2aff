/** Tells every app process which cached pages a change made stale: one NOTIFY inside the change's transaction. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export const ANNOUNCE_CHANNEL = "gazette_tags";
/** Carries back to a process a word of its own: what was announced before it has then been heard. */
export const HEARD_CHANNEL = "gazette_heard";
/** Stands for every tag. */
export const EVERYTHING = "*";
/** A NOTIFY payload is limited to 8,000 bytes; above this many tags everything is stale anyway. */
const MAX_TAGS = 150;

/** Announces tags when `tx` commits, and never when it does not. */
export async function announce(tx: Db, tags: Iterable<string>): Promise<void> {
  const unique = [...new Set(tags)];
  if (unique.length === 0) return;
  const payload = JSON.stringify(unique.length > MAX_TAGS ? [EVERYTHING] : unique);
  await tx.execute(sql`select pg_notify(${ANNOUNCE_CHANNEL}, ${payload})`);
}

/** Says a word on the channel of {@link HEARD_CHANNEL}. */
export async function sayHeard(db: Db, word: string): Promise<void> {
  await db.execute(sql`select pg_notify(${HEARD_CHANNEL}, ${word})`);
}
