/** Counts of live articles, by what pages group them by. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { isLogoReady } from "./pictures";
import { article, provider, topic } from "./schema";
import { aboveTopics } from "./topic-tree";

export type TopicRow = { id: string; name: string; parent: string | null; articles: number };

/** All topics in their order, each with the number of its own live articles and, with `ids`, those of its children. */
export async function topicsWithCounts(db: Db, now: Date): Promise<TopicRow[]> {
  return db.execute<TopicRow>(sql`
    select ${topic.id} as id, ${topic.name} as name, ${topic.parent} as parent, coalesce(counted.articles, 0)::int as articles
      from ${topic}
      left join (
        select listed.topic_id, count(*) as articles
          from article_topic listed join ${article} on ${article.id} = listed.article_id
         where listed.published and ${liveCondition(now)}
         group by listed.topic_id
      ) counted on counted.topic_id = ${topic.id}
     order by ${topic.position} nulls last, ${topic.name}`);
}

/** Number of live articles that have at least one of these topics. */
export async function articlesOfTopics(db: Db, topicIds: string[], now: Date): Promise<number> {
  const [row] = await db.execute<{ articles: number }>(sql`
    select count(*)::int as articles from (${ofTopics(topicIds, now)}) found`);
  return row?.articles ?? 0;
}

/** The same, with how many providers they have, and when the first appeared, in ms since 1970. */
export async function topicSpan(
  db: Db,
  topicIds: string[],
  now: Date,
): Promise<{ articles: number; providers: number; first: number | null }> {
  const [row] = await db.execute<{ articles: number; providers: number; first: number | null }>(sql`
    with found as materialized (${ofTopics(topicIds, now)})
    select (select count(*)::int from found) as articles,
           (select count(*)::int from (select distinct provider_id from found) each) as providers,
           (select (extract(epoch from min(published_at)) * 1000)::double precision from found) as first`);
  return row ?? { articles: 0, providers: 0, first: null };
}

/** Each once, told apart without sorting them; of `article` only what an index has. */
const ofTopics = (topicIds: string[], now: Date) => sql`
  select distinct ${article.id}, ${article.providerId}, ${article.publishedAt}
    from article_topic listed join ${article} on ${article.id} = listed.article_id
   where listed.topic_id in ${topicIds} and listed.published and ${liveCondition(now)}`;

/** Number of live articles of each topic that has others below it, with those of all below it; an article counts once. */
export async function articlesBelow(db: Db, now: Date): Promise<Map<string, number>> {
  const rows = await db.execute<{ root: string; articles: number }>(sql`
    with recursive ${aboveTopics(sql`true`)},
    parent as (select distinct id as topic, root as below from above
                where id in (select id from above where depth > 0))
    select topic as root, count(*)::int as articles
      from (select distinct parent.topic, listed.article_id
              from parent
              join article_topic listed on listed.topic_id = parent.below and listed.published
              join ${article} on ${article.id} = listed.article_id and ${liveCondition(now)}) found
     group by topic`);
  return new Map(rows.map(({ root, articles }) => [root, articles]));
}

export type BusyTopic = { id: string; name: string; articles: number; heat: number };

/** Topics of the articles since a time, most articles first. `heat` is that of the hottest of them. */
export async function busiestTopics(db: Db, now: Date, since: Date, limit: number): Promise<BusyTopic[]> {
  return db.execute<BusyTopic>(sql`
    select ${topic.id} as id, ${topic.name} as name, count(*)::int as articles, max(coalesce(${article.heat}, 0))::int as heat
      from ${article}
      join article_topic listed on listed.article_id = ${article.id}
      join ${topic} on ${topic.id} = listed.topic_id
     where ${liveCondition(now)} and ${article.publishedAt} >= ${since.toISOString()}::timestamptz
     group by ${topic.id} order by articles desc, heat desc, ${topic.name} limit ${limit}`);
}

export type ProviderCountRow = {
  providerId: number;
  domain: string;
  provider: string;
  providerImages: (typeof provider.$inferSelect)["images"];
  isLogoReady: boolean;
  articles: number;
  leads: number;
};

/** Providers with live articles, most first. `leads` counts stories led since a time. */
export async function providersWithCounts(db: Db, now: Date, since: Date): Promise<ProviderCountRow[]> {
  // Counted before anything is joined: that is one walk along an index.
  return db.execute<ProviderCountRow>(sql`
    select ${provider.id}::int as "providerId", ${provider.domain} as domain, ${provider.name} as provider,
           ${provider.images} as "providerImages", ${isLogoReady} as "isLogoReady", counted.articles, counted.leads
      from (select ${article.providerId} as id, count(*)::int as articles,
                   (count(*) filter (where not ${article.isCoverage}
                                       and ${article.publishedAt} >= ${since.toISOString()}::timestamptz))::int as leads
              from ${article} where ${liveCondition(now)} group by ${article.providerId}) counted
      join ${provider} on ${provider.id} = counted.id
     order by counted.articles desc, ${provider.name}`);
}

/** Providers that led most since a time. */
export async function leadingProviders(db: Db, now: Date, since: Date, limit: number): Promise<ProviderCountRow[]> {
  return db.execute<ProviderCountRow>(sql`
    select ${provider.id}::int as "providerId", ${provider.domain} as domain, ${provider.name} as provider,
           ${provider.images} as "providerImages", ${isLogoReady} as "isLogoReady", count(*)::int as articles, count(*)::int as leads
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${liveCondition(now)} and not ${article.isCoverage}
       and ${article.publishedAt} >= ${since.toISOString()}::timestamptz
     group by ${provider.id} order by leads desc, ${provider.name} limit ${limit}`);
}

/** One provider's live articles: how many, since when, and how many led since a time. */
export async function providerCounts(
  db: Db,
  providerId: number,
  now: Date,
  since: Date,
): Promise<{ articles: number; leads: number; first: number | null }> {
  const [row] = await db.execute<{ articles: number; leads: number; first: number | null }>(sql`
    select count(*)::int as articles,
           (count(*) filter (where not ${article.isCoverage}
                               and ${article.publishedAt} >= ${since.toISOString()}::timestamptz))::int as leads,
           (extract(epoch from min(${article.publishedAt})) * 1000)::double precision as first
      from ${article} where ${article.providerId} = ${providerId} and ${liveCondition(now)}`);
  return row ?? { articles: 0, leads: 0, first: null };
}

/** Months that have live articles, newest first, in the site's time zone. */
export async function monthsWithCounts(
  db: Db,
  now: Date,
  timeZone: string,
): Promise<{ year: number; month: number; articles: number }[]> {
  const inZone = (time: SQL) => sql`(${time} at time zone ${timeZone})`;
  // Month by month along the index; all at once they would be sorted.
  return db.execute<{ year: number; month: number; articles: number }>(sql`
    select extract(year from month)::int as year, extract(month from month)::int as month, counted.articles
      from (select min(${article.publishedAt}) as first, max(${article.publishedAt}) as last
              from ${article} where ${article.state} = 'published') range
     cross join lateral generate_series(date_trunc('month', ${inZone(sql`range.first`)}),
                                        date_trunc('month', ${inZone(sql`range.last`)}), interval '1 month') month
     cross join lateral (
       select count(*)::int as articles from ${article}
        where ${liveCondition(now)} and ${article.publishedAt} >= ${inZone(sql`month`)}
          and ${article.publishedAt} < ${inZone(sql`(month + interval '1 month')`)}
     ) counted
     where counted.articles > 0 order by month desc`);
}

/** The next moment at which an article goes live or ends by its schedule. */
export async function nextScheduleChange(db: Db, now: Date): Promise<Date | null> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await db.execute<{ ms: number | null }>(sql`
    select (extract(epoch from least(
      (select min(${article.liveFrom}) from ${article} where ${article.liveFrom} > ${at} and ${article.state} = 'published'),
      (select min(${article.liveUntil}) from ${article} where ${article.liveUntil} > ${at} and ${article.state} = 'published')
    )) * 1000)::double precision as ms`);
  return row?.ms == null ? null : new Date(Math.ceil(row.ms));
}
