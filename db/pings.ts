/** Addresses that a hub or search engines are still to be told of. Several changes of one are one. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import type { ping } from "./schema";

export type PingKind = (typeof ping.$inferSelect)["kind"];
/** An address in somebody's hands. `token` differs as soon as the address changes again. */
export type ClaimedPing = { url: string; attempts: number; token: string };

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;

/** Notes that these are to be told of, from a moment on; those that wait already keep theirs. */
export async function addPings(tx: Db, kind: PingKind, urls: Iterable<string>, from: Date): Promise<void> {
  // In one order, so that two changes never wait for each other.
  const unique = [...new Set(urls)].sort();
  if (unique.length === 0) return;
  // A row that is there is written anew as it is: whoever is telling of it just now notices.
  await tx.execute(sql`
    insert into ping (kind, url, available_at)
    select ${kind}::text, url, ${at(from)} from unnest(${sql.param(unique)}::text[]) as url
    on conflict (kind, url) do update set kind = ping.kind`);
}

/** Takes up to `limit` that are due, for a while: whoever dies with them in hand leaves them to the next. */
export async function claimPings(
  db: Db,
  kind: PingKind,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<ClaimedPing[]> {
  return db.execute<ClaimedPing>(sql`
    with due as (
      select url from ping where kind = ${kind} and available_at <= ${at(now)}
       order by available_at, url limit ${limit} for update skip locked
    )
    update ping set available_at = ${at(until)}, attempts = attempts + 1
      from due where ping.kind = ${kind} and ping.url = due.url
    returning ping.url, ping.attempts, ping.xmin::text as token`);
}

/** Takes out what was told. What changed again meanwhile is due at `next`. */
export async function endPings(db: Db, kind: PingKind, told: ClaimedPing[], next: Date): Promise<void> {
  if (told.length === 0) return;
  const given = sql`json_to_recordset(${JSON.stringify(told)}::json) as told(url text, token text)`;
  await db.execute(sql`
    delete from ping using ${given} where kind = ${kind} and ping.url = told.url and ping.xmin::text = told.token`);
  await db.execute(sql`
    update ping set attempts = 0, available_at = ${at(next)}, error = null from ${given}
     where kind = ${kind} and ping.url = told.url`);
}

/** Notes a failure: to be tried again at `again`, or never (null). */
export async function failPings(
  db: Db,
  kind: PingKind,
  failed: ClaimedPing[],
  { error, again }: { error: string; again: Date | null },
): Promise<void> {
  if (failed.length === 0) return;
  const given = sql`json_to_recordset(${JSON.stringify(failed)}::json) as failed(url text)`;
  await db.execute(
    again
      ? sql`update ping set error = ${error}, available_at = ${at(again)} from ${given} where kind = ${kind} and ping.url = failed.url`
      : sql`delete from ping using ${given} where kind = ${kind} and ping.url = failed.url`,
  );
}

/** Those that wait are not tried before a moment: the other side is away. */
export async function holdPings(db: Db, kind: PingKind, until: Date): Promise<void> {
  await db.execute(
    sql`update ping set available_at = ${at(until)} where kind = ${kind} and available_at < ${at(until)}`,
  );
}

/** Forgets what waits, since nobody is told any more. */
export async function dropPings(db: Db, kind: PingKind): Promise<void> {
  await db.execute(sql`delete from ping where kind = ${kind}`);
}
