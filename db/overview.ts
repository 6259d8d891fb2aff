/** Figures of the newsroom. Each reads a bounded part: what waits, the last days, today. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, auditEvent, provider, topic } from "./schema";

/** Of more than so many, the number is not told. */
export const MAX_COUNTED = 10_000;

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;
const ms = (value: SQL) => sql`(extract(epoch from ${value}) * 1000)::float8`;

export type Waiting = {
  /** Both stop above MAX_COUNTED. */
  waiting: number;
  putOff: number;
  oldest: { id: number; title: string /** ms since 1970 */; since: number } | null;
};

/** What waits for judgement; those that were put off wait later. */
export async function waitingNow(db: Db, now: Date): Promise<Waiting> {
  const [row] = await db.execute<Waiting>(sql`
    with queued as materialized (
      select ${article.id} as id, ${article.title} as title, ${article.createdAt} as since,
             coalesce(${article.laterUntil} > ${at(now)}, false) as later
        from ${article} where ${article.state} = 'queued'
       order by ${article.publishedAt}, ${article.id} limit ${MAX_COUNTED + 1}
    )
    select (count(*) filter (where not later))::int as waiting, (count(*) filter (where later))::int as "putOff",
           (select json_build_object('id', id, 'title', title, 'since', ${ms(sql`since`)})
              from queued where not later order by since, id limit 1) as oldest
      from queued`);
  return row ?? { waiting: 0, putOff: 0, oldest: null };
}

export type Scheduled = {
  toCome: number;
  toEnd: number;
  nextAt: number | null;
  nextTitle: string | null;
  nextId: number | null;
};

/** What goes live, and what ends, by its schedule. */
export async function scheduledFrom(db: Db, now: Date): Promise<Scheduled> {
  const counted = (column: SQL) => sql`(select count(*)::int from (
    select 1 from ${article} where ${column} > ${at(now)} and ${article.state} = 'published' limit ${MAX_COUNTED + 1}) counted)`;
  const [row] = await db.execute<Scheduled>(sql`
    select ${counted(sql`${article.liveFrom}`)} as "toCome", ${counted(sql`${article.liveUntil}`)} as "toEnd",
           next.at as "nextAt", next.title as "nextTitle", next.id as "nextId"
      from (select 1) one left join lateral (
        select ${ms(sql`${article.liveFrom}`)} as at, ${article.title} as title, ${article.id}::float8 as id from ${article}
         where ${article.liveFrom} > ${at(now)} and ${article.state} = 'published'
         order by ${article.liveFrom} limit 1) next on true`);
  return row ?? { toCome: 0, toEnd: 0, nextAt: null, nextTitle: null, nextId: null };
}

export type Counted = { id: string; name: string; articles: number };

const since = (from: Date, now: Date) =>
  sql`${liveCondition(now)} and ${article.publishedAt} >= ${at(from)} and ${article.publishedAt} <= ${at(now)}`;

/** Live articles by the day of their date in a time zone; days without any are absent. */
export async function liveByDay(
  db: Db,
  { from, now, timeZone }: { from: Date; now: Date; timeZone: string },
): Promise<{ day: string; articles: number }[]> {
  return db.execute<{ day: string; articles: number }>(sql`
    select (at)::date::text as day, count(*)::int as articles
      from (select ${article.publishedAt} at time zone ${timeZone} as at from ${article} where ${since(from, now)}) dated
     group by 1 order by 1`);
}

/** Providers with most live articles since then; `id` is the domain. */
export async function liveByProvider(db: Db, { from, now, limit }: Span): Promise<Counted[]> {
  return db.execute<Counted>(sql`
    select ${provider.domain} as id, ${provider.name} as name, counted.articles
      from (select ${article.providerId} as of, count(*)::int as articles from ${article}
             where ${since(from, now)} group by 1) counted
      join ${provider} on ${provider.id} = counted.of
     order by counted.articles desc, ${provider.name} limit ${limit}`);
}

/** Topics with most live articles since then. An article counts in each of its topics. */
export async function liveByTopic(db: Db, { from, now, limit }: Span): Promise<Counted[]> {
  return db.execute<Counted>(sql`
    select ${topic.id} as id, ${topic.name} as name, counted.articles
      from (select listed.topic_id as of, count(*)::int as articles
              from ${article} join article_topic listed on listed.article_id = ${article.id}
             where ${since(from, now)} group by 1) counted
      join ${topic} on ${topic.id} = counted.of
     order by counted.articles desc, ${topic.name} limit ${limit}`);
}

export type Span = { from: Date; now: Date; limit: number };

/** Whose these articles are, most first; `id` is the domain. */
export async function providersOf(db: Db, articleIds: number[]): Promise<Counted[]> {
  if (articleIds.length === 0) return [];
  return db.execute<Counted>(sql`
    select ${provider.domain} as id, ${provider.name} as name, count(*)::int as articles
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${article.id} in ${articleIds} group by ${provider.id} order by articles desc, ${provider.name}`);
}

export type Done = { actor: string; published: number; leftOut: number; changed: number; other: number };

/** How many things each person did since then, most first, without what was taken back. */
export async function doneSince(
  db: Db,
  { from, subjects, limit }: { from: Date; subjects: readonly string[] | null; limit: number },
): Promise<Done[]> {
  const { action, subject, actor } = auditEvent;
  const isChange = sql`${subject} = 'article' and ${action} in ('edit', 'requeue')`;
  const isNamed = sql`${action} in ('publish', 'unpublish') or (${isChange})`;
  return db.execute<Done>(sql`
    select ${actor} as actor, (count(*) filter (where ${action} = 'publish'))::int as published,
           (count(*) filter (where ${action} = 'unpublish'))::int as "leftOut",
           (count(*) filter (where ${isChange}))::int as changed,
           (count(*) filter (where not (${isNamed})))::int as other
      from ${auditEvent}
     where ${auditEvent.at} >= ${at(from)} and ${auditEvent.userId} is not null
       and ${action} <> 'follow' and ${action} not like 'sign-%'
       and ${auditEvent.undoes} is null
       and not exists (select 1 from audit_event other where other.undoes = ${auditEvent.act})
       and ${subjects === null ? sql`true` : sql`${subject} in ${subjects}`}
     group by ${auditEvent.userId}, ${actor} order by count(*) desc, actor limit ${limit}`);
}
