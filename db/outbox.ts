/** Changes waiting to be told to what follows Postgres. Written with the change, drained by the worker. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { nameArticlePictures } from "./pictures";
import { idArray, PLANNED_ONCE } from "./planned-once";
import { outbox } from "./schema";

/** Notes that these articles changed, and what pictures they show; drained from the current rows, so repeats are harmless. */
export async function enqueue(tx: Db, articleIds: Iterable<number>): Promise<void> {
  const ids = [...new Set(articleIds)];
  if (ids.length === 0) return;
  await tx.execute(sql`${PLANNED_ONCE}insert into outbox (article_id) select unnest(${idArray(ids)})`);
  await nameArticlePictures(tx, ids);
}

/** An article with changes that are due. `lastId`: changes up to this entry are done when the article is. */
export type Waiting = { articleId: number; lastId: number; attempts: number };

/** Up to `limit` articles with changes that are due, the longest waiting first; several changes of one are one. */
export async function waitingArticles(db: Db, limit: number): Promise<Waiting[]> {
  return db.execute<Waiting>(sql`
    select article_id::float8 as "articleId", max(id)::float8 as "lastId", max(attempts)::int as attempts
      from (select * from outbox where parked_at is null and available_at <= now() order by available_at, id limit ${limit}) due
     group by article_id order by min(id)`);
}

/** Takes out what was told, failures of the same articles included. */
export async function settle(db: Db, done: Pick<Waiting, "articleId" | "lastId">[]): Promise<void> {
  if (done.length === 0) return;
  await db.execute(sql`
    delete from outbox using json_to_recordset(${JSON.stringify(done)}::json) as done("articleId" bigint, "lastId" bigint)
     where article_id = done."articleId" and id <= done."lastId"`);
}

export type Failure = Waiting & { error: string; retryInMs: number; park: boolean };

/** Notes a failure: it is tried again later, or parked until somebody retries it or the article changes again. */
export async function noteFailure(db: Db, { articleId, lastId, error, retryInMs, park }: Failure): Promise<void> {
  await db.execute(sql`
    update outbox set attempts = attempts + 1, last_error = ${error.slice(0, 1_000)},
           available_at = now() + ${retryInMs} * interval '1 millisecond', parked_at = ${park ? sql`now()` : sql`null`}
     where article_id = ${articleId} and id <= ${lastId}`);
}

/** Parked changes are due again, with as many attempts as new ones. Gives how many. */
export async function unpark(db: Db): Promise<number> {
  const rows = await db.execute(
    sql`update outbox set parked_at = null, attempts = 0, available_at = now(), created_at = now()
         where parked_at is not null returning id`,
  );
  return rows.length;
}

export type Parked = {
  articleId: number;
  title: string | null;
  attempts: number;
  error: string | null;
  parkedAt: Date;
};

/** Changes that failed too often, one a article, the latest first. */
export async function parkedChanges(db: Db, limit: number): Promise<Parked[]> {
  const rows = await db.execute<Omit<Parked, "parkedAt"> & { parkedMs: number }>(sql`
    select article_id::float8 as "articleId", max(article.title) as title, max(attempts)::int as attempts,
           max(last_error) as error, (extract(epoch from max(parked_at)) * 1000)::float8 as "parkedMs"
      from outbox left join article on article.id = article_id
     where parked_at is not null group by article_id order by "parkedMs" desc limit ${limit}`);
  return rows.map(({ parkedMs, ...row }) => ({ ...row, parkedAt: new Date(parkedMs) }));
}

/** Those of these articles with changes that wait, parked or not. */
export async function amongWaiting(db: Db, articleIds: number[]): Promise<Set<number>> {
  if (articleIds.length === 0) return new Set();
  const rows = await db.execute<{ id: number }>(
    sql`select distinct article_id::float8 as id from outbox where article_id in ${articleIds}`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** How many changes wait, and since when the oldest does; how many are parked besides. */
export async function outboxBacklog(db: Db): Promise<{ waiting: number; oldest: Date | null; parked: number }> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where parked_at is null)::int`,
      oldest: sql<string | null>`min(${outbox.createdAt}) filter (where parked_at is null)`,
      parked: sql<number>`count(*) filter (where parked_at is not null)::int`,
    })
    .from(outbox);
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ? new Date(row.oldest) : null, parked: row?.parked ?? 0 };
}

/**
 * How long the oldest change has waited that was not tried in vain, in ms: how far who follows is behind. One that was
 * refused is tried again by itself and says nothing of the others.
 */
export async function waitingMs(db: Db): Promise<number> {
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select (extract(epoch from now() - min(created_at)) * 1000)::float8 as ms
      from outbox where parked_at is null and attempts = 0`);
  return row?.ms ?? 0;
}
