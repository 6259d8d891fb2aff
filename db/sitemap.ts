/** What sitemaps list. Times are ms since 1970; each is when what its address shows last changed, as far as is known. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, provider, topic } from "./schema";

/** Last changes of so many articles count for a list: those of its first page. */
const LIST_ARTICLES = 30;
/** Topics below topics below topics; circles end. */
const MAX_DEPTH = 5;

const moment = (date: Date) => sql`${date.toISOString()}::timestamptz`;
const ms = (time: SQL) => sql`(extract(epoch from ${time}) * 1000)::double precision`;
/** Since when a live article's page is as it is: it was changed, or went live by its schedule. */
const pageChanged = sql`greatest(${article.changedAt}, ${article.liveFrom})`;

export type SitemapPart = { part: number; changedAt: number };

/**
 * The parts that articles fall into by their ids, `size` ids a part, so that an article stays in its part for ever. Of
 * each part that has published articles, when one of it changed, was taken down, or went or ended by its schedule.
 */
export async function sitemapParts(db: Db, now: Date, size: number): Promise<SitemapPart[]> {
  const part = sql`(${article.id} / ${size}::bigint)`;
  // Each of the three reads one index, and no row.
  return db.execute<SitemapPart>(sql`
    select part::int as part, ${ms(sql`max(at)`)} as "changedAt" from (
      select ${part} as part, max(${article.changedAt}) as at, bool_or(${article.state} = 'published') as listed
        from ${article} where ${article.state} <> 'queued' group by 1
      union all
      select ${part}, max(${article.liveFrom}), false from ${article}
       where ${article.liveFrom} <= ${moment(now)} and ${article.state} = 'published' group by 1
      union all
      select ${part}, max(${article.liveUntil}), false from ${article}
       where ${article.liveUntil} <= ${moment(now)} and ${article.state} = 'published' group by 1
    ) changes group by part having bool_or(listed) order by part`);
}

export type SitemapArticle = { slug: string; changedAt: number };

/** The live articles of a part, by id. */
export async function articlesOfPart(db: Db, now: Date, part: number, size: number): Promise<SitemapArticle[]> {
  return db.execute<SitemapArticle>(sql`
    select ${article.slug} as slug, ${ms(pageChanged)} as "changedAt"
      from ${article}
     where ${article.id} >= ${part * size}::bigint and ${article.id} < ${(part + 1) * size}::bigint
       and ${liveCondition(now)}
     order by ${article.id}`);
}

export type SitemapList = { key: string; changedAt: number };

/** Topics that have live articles, their own or of topics below them. The changes are those of the newest. */
export async function topicLists(db: Db, now: Date, limit: number): Promise<SitemapList[]> {
  return db.execute<SitemapList>(sql`
    with recursive below(root, id, name, depth) as (
      select id, id, name, 1 from ${topic}
      union
      select below.root, child.id, child.name, below.depth + 1
        from below join topic child on child.parent = below.name and child.id <> below.id
       where below.depth < ${MAX_DEPTH}
    )
    select below.root as key, ${ms(sql`max(found.at)`)} as "changedAt"
      from below cross join lateral (
        select ${pageChanged} as at
          from article_topic listed join ${article} on ${article.id} = listed.article_id
         where listed.topic_id = below.id and listed.published and ${liveCondition(now)}
         order by listed.published_at desc, listed.article_id desc limit ${LIST_ARTICLES}
      ) found
     group by below.root order by below.root limit ${limit}`);
}

/** Providers that have live articles. */
export async function providerLists(db: Db, now: Date, limit: number): Promise<SitemapList[]> {
  return db.execute<SitemapList>(sql`
    select ${provider.domain} as key, ${ms(sql`max(found.at)`)} as "changedAt"
      from ${provider} cross join lateral (${newest(now, sql`${article.providerId} = ${provider.id}`)}) found
     group by ${provider.id} order by ${provider.domain} limit ${limit}`);
}

/** Months of a time zone that have live articles, as `2026-11`, newest first. */
export async function monthLists(db: Db, now: Date, timeZone: string, limit: number): Promise<SitemapList[]> {
  const inZone = (time: SQL) => sql`(${time} at time zone ${timeZone})`;
  return db.execute<SitemapList>(sql`
    select to_char(month, 'YYYY-MM') as key, ${ms(sql`max(found.at)`)} as "changedAt"
      from (select min(${article.publishedAt}) as first, max(${article.publishedAt}) as last
              from ${article} where ${liveCondition(now)}) range
     cross join lateral generate_series(date_trunc('month', ${inZone(sql`range.first`)}),
                                        date_trunc('month', ${inZone(sql`range.last`)}), interval '1 month') month
     cross join lateral (${newest(
       now,
       sql`${article.publishedAt} >= ${inZone(sql`month`)}
             and ${article.publishedAt} < ${inZone(sql`(month + interval '1 month')`)}`,
     )}) found
     group by month order by month desc limit ${limit}`);
}

/** When the newest articles of all last changed; null without any. */
export async function latestChange(db: Db, now: Date): Promise<number | null> {
  const [row] = await db.execute<{ changedAt: number | null }>(sql`
    select ${ms(sql`max(found.at)`)} as "changedAt" from (${newest(now, sql`true`)}) found`);
  return row?.changedAt ?? null;
}

const newest = (now: Date, where: SQL) => sql`
  select ${pageChanged} as at from ${article}
   where ${where} and ${liveCondition(now)}
   order by ${article.publishedAt} desc, ${article.id} desc limit ${LIST_ARTICLES}`;

export type NewsRow = { slug: string; title: string; publishedAt: number };

/** Live articles since a time, newest first. */
export async function newsSince(db: Db, now: Date, since: Date, limit: number): Promise<NewsRow[]> {
  return db.execute<NewsRow>(sql`
    select ${article.slug} as slug, ${article.title} as title, ${ms(sql`${article.publishedAt}`)} as "publishedAt"
      from ${article}
     where ${liveCondition(now)} and ${article.publishedAt} > ${moment(since)} and ${article.publishedAt} <= ${moment(now)}
     order by ${article.publishedAt} desc, ${article.id} desc limit ${limit}`);
}

/** When the next live article that is dated ahead is new, in ms since 1970; null without any. */
export async function nextNewsAt(db: Db, now: Date): Promise<number | null> {
  const [row] = await db.execute<{ at: number | null }>(sql`
    select ${ms(sql`min(${article.publishedAt})`)} as at
      from ${article} where ${article.publishedAt} > ${moment(now)} and ${liveCondition(now)}`);
  return row?.at ?? null;
}
