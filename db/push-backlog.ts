/** What is to be pushed, in figures. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export type PushDue = {
  /** Other numbers say that the outbox changed. */
  outbox: { last: number; count: number };
  websub: boolean;
  indexnow: boolean;
  webhooks: boolean;
};

/** What is due, in one cheap read. */
export async function pushDue(db: Db, now: Date): Promise<PushDue> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await db.execute<PushDue>(sql`
    select (select json_build_object('last', coalesce(max(id), 0), 'count', count(*)) from outbox) as outbox,
           exists (select 1 from ping where kind = 'websub' and available_at <= ${at}) as websub,
           exists (select 1 from ping where kind = 'indexnow' and available_at <= ${at}) as indexnow,
           exists (select 1 from webhook_delivery where available_at is not null and available_at <= ${at}) as webhooks`);
  return row ?? { outbox: { last: 0, count: 0 }, websub: false, indexnow: false, webhooks: false };
}

export type PushBacklog = {
  pings: number;
  messages: number;
  oldest: Date | null;
  /** When the first of them was to be sent. */
  dueAt: Date | null;
};

export async function pushBacklog(db: Db): Promise<PushBacklog> {
  const [row] = await db.execute<{ pings: number; messages: number; oldest: number | null; due: number | null }>(sql`
    select coalesce(sum(pings), 0)::int as pings, coalesce(sum(messages), 0)::int as messages,
           (extract(epoch from min(oldest)) * 1000)::float8 as oldest, (extract(epoch from min(due)) * 1000)::float8 as due
      from (select count(*) as pings, 0 as messages, min(created_at) as oldest, min(available_at) as due from ping
             union all
            select 0, count(*), min(created_at), min(available_at) from webhook_delivery where available_at is not null) all_of_it`);
  const date = (ms: number | null | undefined) => (ms == null ? null : new Date(ms));
  return {
    pings: row?.pings ?? 0,
    messages: row?.messages ?? 0,
    oldest: date(row?.oldest),
    dueAt: date(row?.due),
  };
}
