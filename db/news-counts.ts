/** Counts of live articles, by what pages group them by. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { isLogoReady } from "./pictures";
import { article, provider, topic } from "./schema";
import { aboveTopics } from "./topic-tree";

export type TopicRow = { id: string; name: string; parent: string | null; articles: number };

/**
 * For a `with`: topics of published articles that are not live, those to come or ended by their schedule. They are few
 * beside all others, so what is published is counted in an index alone, and these are taken off.
 */
const notLive = (now: Date) => {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`hidden as materialized (
    select listed.topic_id, listed.article_id
      from (select id from article where state = 'published' and live_from > ${at}
             union select id from article where state = 'published' and live_until <= ${at}) ended
     cross join lateral (select topic_id, article_id from article_topic
                          where article_id = ended.id and published offset 0) listed)`;
};

/** All topics in their order, each with the number of its own live articles. */
export async function topicsWithCounts(db: Db, now: Date): Promise<TopicRow[]> {
  return db.execute<TopicRow>(sql`
    with ${notLive(now)}
    select ${topic.id} as id, ${topic.name} as name, ${topic.parent} as parent,
           (coalesce(counted.articles, 0) - coalesce(hidden.articles, 0))::int as articles
      from ${topic}
      left join (select topic_id, count(*) as articles from article_topic where published group by topic_id) counted
        on counted.topic_id = ${topic.id}
      left join (select topic_id, count(*) as articles from hidden group by topic_id) hidden
        on hidden.topic_id = ${topic.id}
     order by ${topic.position} nulls last, ${topic.name}`);
}

/** Live articles with one of these topics, as a scalar, after `notLive`. `several`: an article may have more than one. */
const countOf = (isOne: SQL, several: boolean) => {
  const each = several ? sql`count(distinct listed.article_id)` : sql`count(*)`;
  return sql`((select ${each} from article_topic listed where ${isOne} and listed.published)
              - (select ${each} from hidden listed where ${isOne}))::int`;
};

/** Number of live articles that have at least one of these topics. */
export async function articlesOfTopics(db: Db, topicIds: string[], now: Date): Promise<number> {
  if (topicIds.length === 0) return 0;
  const [row] = await db.execute<{ articles: number }>(
    sql`with ${notLive(now)} select ${countOf(sql`listed.topic_id in ${topicIds}`, topicIds.length > 1)} as articles`,
  );
  return row?.articles ?? 0;
}

/** Of no more articles the providers are counted one by one; of more, it is soon found that a provider has one. */
const FEW = 50_000;

/** The same, with how many providers they have, and when the first appeared, in ms since 1970. */
export async function topicSpan(
  db: Db,
  topicIds: string[],
  now: Date,
): Promise<{ articles: number; providers: number; first: number | null }> {
  const articles = await articlesOfTopics(db, topicIds, now);
  if (articles === 0) return { articles, providers: 0, first: null };
  const providers =
    articles <= FEW
      ? sql`(select count(distinct ${article.providerId}) from article_topic listed join ${article} on ${article.id} = listed.article_id
              where listed.topic_id in ${topicIds} and listed.published and ${liveCondition(now)})`
      : sql`(select count(*) from provider cross join lateral (
               select 1 from ${article}
                where ${article.providerId} = provider.id and ${liveCondition(now)}
                  and (select true from article_topic listed where listed.article_id = ${article.id} and listed.topic_id in ${topicIds} limit 1)
                limit 1) one)`;
  const [row] = await db.execute<{ providers: number; first: number | null }>(sql`
    select ${providers}::int as providers, (extract(epoch from min(first.published_at)) * 1000)::double precision as first
      from json_array_elements_text(${JSON.stringify(topicIds)}::json) as wanted(topic_id)
     cross join lateral (
       select listed.published_at from article_topic listed join ${article} on ${article.id} = listed.article_id
        where listed.topic_id = wanted.topic_id and listed.published and ${liveCondition(now)}
        order by listed.published_at, listed.article_id limit 1) first`);
  return { articles, providers: row?.providers ?? 0, first: row?.first ?? null };
}

/** Number of live articles of each topic that has others below it, with those of all below it; an article counts once. */
export async function articlesBelow(db: Db, now: Date): Promise<Map<string, number>> {
  const rows = await db.execute<{ root: string; articles: number }>(sql`
    with recursive ${notLive(now)}, ${aboveTopics(sql`true`)},
    parent as (select id, array_agg(distinct root) as below from above
                where id in (select id from above where depth > 0) group by id)
    select parent.id as root, ${countOf(sql`listed.topic_id = any(parent.below)`, true)} as articles from parent`);
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
