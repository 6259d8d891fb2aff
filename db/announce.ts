/** Tells every app process which cached pages a change made stale: one NOTIFY inside the change's transaction. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export const ANNOUNCE_CHANNEL = "gazette_tags";
/** Carries questions and answers between those that listen: whoever answers has heard what was announced before. */
export const HEARD_CHANNEL = "gazette_heard";
/** What connections that listen call themselves. */
export const LISTENER_NAME = "gazette listener";
/** Stands for every tag. */
export const EVERYTHING = "*";
/** Above this many tags everything is stale anyway. */
const MAX_TAGS = 150;
/** Postgres refuses longer ones, and with them the whole change. https://www.postgresql.org/docs/current/sql-notify.html */
const MAX_PAYLOAD_BYTES = 7_999;

/** Announces tags when `tx` commits, and never when it does not. */
export async function announce(tx: Db, tags: Iterable<string>): Promise<void> {
  const unique = [...new Set(tags)];
  if (unique.length === 0) return;
  const payload = payloadOf(unique);
  await tx.execute(sql`select pg_notify(${ANNOUNCE_CHANNEL}, ${payload})`);
}

function payloadOf(tags: string[]): string {
  const payload = JSON.stringify(tags);
  const fits = tags.length <= MAX_TAGS && Buffer.byteLength(payload) <= MAX_PAYLOAD_BYTES;
  return fits ? payload : JSON.stringify([EVERYTHING]);
}

/** Says something on {@link HEARD_CHANNEL}. */
export async function sayHeard(db: Db, word: string): Promise<void> {
  await db.execute(sql`select pg_notify(${HEARD_CHANNEL}, ${word})`);
}

/** How many app processes listen on this database. */
export async function countListeners(db: Db): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from pg_stat_activity
     where application_name = ${LISTENER_NAME} and datname = current_database()`);
  return row?.count ?? 0;
}
