/** Messages to webhooks, sent and still to be sent: written with what they tell of, sent by the worker. */
import { and, desc, eq, gt, inArray, isNotNull, lt, ne, sql } from "drizzle-orm";
import type { Db } from "./client";
import { webhook, webhookDelivery } from "./schema";

export type Delivery = typeof webhookDelivery.$inferSelect;
export type NewDelivery = Pick<Delivery, "webhookId" | "event" | "articleId" | "body">;
export type ClaimedDelivery = Pick<Delivery, "id" | "webhookId" | "event" | "body" | "attempts"> & {
  /** ms since 1970 */
  createdMs: number;
};

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;

export async function insertDeliveries(tx: Db, rows: NewDelivery[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  // As one parameter: thousands take as long to be written down as all else that is done for a change.
  await tx.execute(sql`
    insert into webhook_delivery (webhook_id, event, article_id, body, available_at, created_at)
    select "webhookId", event, "articleId", body, ${at(now)}, ${at(now)}
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as rows("webhookId" bigint, event text, "articleId" bigint, body text)`);
}

/** Webhooks with messages that are due. */
export async function dueWebhooks(db: Db, now: Date): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select distinct webhook_id::float8 as id from webhook_delivery
     where available_at is not null and available_at <= ${at(now)}`);
  return rows.map(({ id }) => id);
}

/**
 * Takes up to `limit` due messages of a webhook for a while: whoever dies with them in hand leaves them to the next.
 * Of one article there is one at a time, in order: nobody hears of an end before the beginning.
 * @param only messages of this event
 */
export async function claimDeliveries(
  db: Db,
  webhookId: number,
  { now, until, limit, only }: { now: Date; until: Date; limit: number; only?: string },
): Promise<ClaimedDelivery[]> {
  const rows = await db.execute<ClaimedDelivery>(sql`
    with due as (
      select id from webhook_delivery own
       where webhook_id = ${webhookId} and available_at is not null and available_at <= ${at(now)}
         and ${only === undefined ? sql`true` : sql`event = ${only}`}
         and not exists (select 1 from webhook_delivery earlier
                          where earlier.webhook_id = own.webhook_id and earlier.article_id = own.article_id
                            and earlier.id < own.id and earlier.available_at is not null)
       order by id limit ${limit} for update skip locked
    )
    update webhook_delivery set available_at = ${at(until)}, attempts = attempts + 1
      from due where webhook_delivery.id = due.id
    returning webhook_delivery.id::float8 as id, webhook_id::float8 as "webhookId", event, body, attempts,
              (extract(epoch from created_at) * 1000)::float8 as "createdMs"`);
  return rows.sort((a, b) => a.id - b.id);
}

export type Outcome = {
  /** Of the answer; null where there was none. */
  status: number | null;
  /** Null: it went through. */
  error: string | null;
  /** When it is tried again; null: never. */
  again: Date | null;
};

/** What came of sending one. One that was ended meanwhile is not tried again. */
export async function recordDelivery(db: Db, id: number, { status, error, again }: Outcome, now: Date): Promise<void> {
  await db
    .update(webhookDelivery)
    .set({ status, error, availableAt: again, endedAt: again ? null : now })
    .where(and(eq(webhookDelivery.id, id), again ? isNotNull(webhookDelivery.availableAt) : undefined));
}

/** Puts back what was taken and not tried. */
export async function releaseDeliveries(db: Db, ids: number[], again: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(webhookDelivery)
    .set({ availableAt: again, attempts: sql`${webhookDelivery.attempts} - 1` })
    .where(and(inArray(webhookDelivery.id, ids), isNotNull(webhookDelivery.availableAt)));
}

/** The most attempts that a waiting message of this webhook has had. */
export async function mostAttempts(db: Db, webhookId: number): Promise<number> {
  const [row] = await db
    .select({ most: sql<number>`coalesce(max(${webhookDelivery.attempts}), 0)::int` })
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, webhookId), isNotNull(webhookDelivery.availableAt)));
  return row?.most ?? 0;
}

/** What waits for this webhook is not tried before a moment: the other side is away. `but` messages of this event. */
export async function holdDeliveries(
  db: Db,
  webhookId: number,
  { until, but }: { until: Date; but: string },
): Promise<void> {
  await db
    .update(webhookDelivery)
    .set({ availableAt: until })
    .where(
      and(
        eq(webhookDelivery.webhookId, webhookId),
        lt(webhookDelivery.availableAt, until),
        ne(webhookDelivery.event, but),
      ),
    );
}

/** What was held and never tried is due: the other side is there again. Gives whether there was any. */
export async function unholdDeliveries(db: Db, webhookId: number, now: Date): Promise<boolean> {
  const { count } = await db
    .update(webhookDelivery)
    .set({ availableAt: now })
    .where(
      and(
        eq(webhookDelivery.webhookId, webhookId),
        gt(webhookDelivery.availableAt, now),
        eq(webhookDelivery.attempts, 0),
      ),
    );
  return count > 0;
}

/** Ends what waits for a webhook that is switched off. */
export async function endDeliveries(db: Db, webhookId: number, error: string, now: Date): Promise<void> {
  await db
    .update(webhookDelivery)
    .set({ availableAt: null, endedAt: now, error })
    .where(and(eq(webhookDelivery.webhookId, webhookId), isNotNull(webhookDelivery.availableAt)));
}

/** Whether a message has gone through since a moment. */
export async function hasSucceededSince(db: Db, webhookId: number, since: Date): Promise<boolean> {
  const [row] = await db.execute<{ yes: boolean }>(sql`
    select exists (select 1 from webhook_delivery where webhook_id = ${webhookId} and error is null and status is not null
                      and ended_at >= ${at(since)}) as yes`);
  return row?.yes ?? false;
}

/** Nothing that was said of these articles is kept. */
export async function deleteDeliveriesOf(tx: Db, articleIds: number[]): Promise<void> {
  if (articleIds.length === 0) return;
  await tx.execute(sql`delete from webhook_delivery where article_id in ${articleIds}`);
}

/** The newest messages to a webhook, newest first; `before`: older than this one. */
export async function deliveryLog(
  db: Db,
  webhookId: number,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Delivery[]> {
  const older = before === undefined ? undefined : lt(webhookDelivery.id, before);
  return db
    .select()
    .from(webhookDelivery)
    .where(and(eq(webhookDelivery.webhookId, webhookId), older))
    .orderBy(desc(webhookDelivery.id))
    .limit(limit);
}

export type LastOutcome = Pick<Delivery, "webhookId" | "attempts" | "availableAt" | "status" | "error" | "createdAt">;

/** The last message that was answered or failed, of each webhook. */
export async function lastOutcomes(db: Db): Promise<Map<number, LastOutcome>> {
  const last = db
    .select()
    .from(webhookDelivery)
    .where(
      and(
        eq(webhookDelivery.webhookId, webhook.id),
        sql`(${webhookDelivery.status} is not null or ${webhookDelivery.error} is not null)`,
      ),
    )
    .orderBy(desc(webhookDelivery.id))
    .limit(1)
    .as("last");
  const { webhookId, attempts, availableAt, status, error, createdAt } = last;
  const rows = await db
    .select({ webhookId, attempts, availableAt, status, error, createdAt })
    .from(webhook)
    .innerJoinLateral(last, sql`true`);
  return new Map(rows.map((row) => [row.webhookId, row]));
}

/** The same message is due again, with as many attempts as a new one. Gives whether there is such a message. */
export async function resendDelivery(tx: Db, { id, webhookId, now }: { id: number; webhookId: number; now: Date }) {
  const rows = await tx
    .update(webhookDelivery)
    .set({ availableAt: now, attempts: 0, endedAt: null })
    .where(and(eq(webhookDelivery.id, id), eq(webhookDelivery.webhookId, webhookId)))
    .returning({ id: webhookDelivery.id });
  return rows.length > 0;
}

/** Deletes ended messages: older ones, and of each webhook all but the newest `kept`. */
export async function trimDeliveries(db: Db, { before, kept }: { before: Date; kept: number }): Promise<void> {
  await db.execute(sql`delete from webhook_delivery where available_at is null and ended_at < ${at(before)}`);
  await db.execute(sql`
    delete from webhook_delivery
     using webhook cross join lateral (select id from webhook_delivery newest where newest.webhook_id = webhook.id
                                        order by id desc offset ${kept} limit 1) last
     where webhook_id = webhook.id and available_at is null and webhook_delivery.id <= last.id`);
}
