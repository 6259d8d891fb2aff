/** Articles that wait for judgement, and what is known of them. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { isLogoReady, leadPictureFacts, type PictureFacts } from "./pictures";
import { article, type Image, provider } from "./schema";

/** What decides whether and where an article stands in the queue. `publishedAt` in ms since 1970. */
export type WaitingRow = {
  id: number;
  providerId: number;
  publishedAt: number;
  quality: number | null;
  topics: string[];
};

type Waiting = {
  now: Date;
  /** Which end of the queue to begin at. */
  newestFirst: boolean;
  limit: number;
  domain?: string | null;
  topicId?: string | null;
};

/** The first of the queue, from its oldest or newest end: queued articles that nobody put off beyond `now`. */
export async function waitingRows(db: Db, { now, newestFirst, limit, ...only }: Waiting): Promise<WaitingRow[]> {
  const order = newestFirst ? sql`desc` : sql`asc`;
  return db.execute<WaitingRow>(sql`
    select ${article.id}::float8 as id, ${article.providerId}::float8 as "providerId", ${ms(article.publishedAt)} as "publishedAt",
           ${article.quality} as quality,
           array(select topic_id from article_topic where article_id = ${article.id}) as topics
      from ${article}
     where ${isWaiting(now)} ${ofProvider(only.domain)} ${ofTopic(only.topicId)}
     order by ${article.publishedAt} ${order}, ${article.id} ${order}
     limit ${limit}`);
}

const isWaiting = (now: Date): SQL =>
  sql`${article.state} = 'queued' and (${article.laterUntil} is null or ${article.laterUntil} <= ${now.toISOString()}::timestamptz)`;

const ofProvider = (domain: string | null | undefined): SQL =>
  domain ? sql`and ${article.providerId} = (select id from provider where domain = ${domain})` : sql``;

const ofTopic = (topicId: string | null | undefined): SQL =>
  topicId
    ? sql`and exists (select 1 from article_topic where article_id = ${article.id} and topic_id = ${topicId})`
    : sql``;

const ms = (at: typeof article.publishedAt | typeof article.createdAt): SQL =>
  sql`(extract(epoch from ${at}) * 1000)::float8`;

const numbers = (ids: number[]): SQL =>
  sql`(select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json) as given(value))`;

/** How an article of a provider was judged. */
export type JudgedRow = { providerId: number; published: boolean; quality: number | null; publishedAt: number };

/**
 * The last `each` articles of each of these providers that were judged. Those that were left out are looked for among
 * the `among` newest of all that are unpublished: no index has them by provider.
 */
export async function judgedRows(
  db: Db,
  providerIds: number[],
  { each, among }: { each: number; among: number },
): Promise<JudgedRow[]> {
  if (providerIds.length === 0) return [];
  return db.execute<JudgedRow>(sql`
    with judged as (
      select last.* from ${numbers(providerIds)} asked(id)
       cross join lateral (
             select provider_id, true as published, quality, published_at from article
              where provider_id = asked.id and state = 'published'
              order by published_at desc, id desc limit ${each}) last
      union all
      select provider_id, false, quality, published_at
        from (select provider_id, quality, published_at, slug, withdrawn from article
               where state = 'unpublished' order by published_at desc, id desc limit ${among}) newest
       where provider_id in ${numbers(providerIds)} and (slug is not null or withdrawn))
    select provider_id::float8 as "providerId", published, quality,
           (extract(epoch from published_at) * 1000)::float8 as "publishedAt"
      from (select *, row_number() over (partition by provider_id order by published_at desc) as place from judged) placed
     where place <= ${each}
     order by provider_id, published_at desc`);
}

export type QueuedRow = {
  id: number;
  version: number;
  slug: string | null;
  title: string;
  excerpt: string;
  publishedAt: number;
  createdAt: number;
  webUrl: string | null;
  originalUrl: string | null;
  image: Image | null;
  pictureFacts: PictureFacts | null;
  quality: number | null;
  storyId: number | null;
  providerId: number;
  domain: string;
  provider: string;
  providerImages: Image[];
  isLogoReady: boolean;
  topics: { id: string; name: string }[];
};

/** Queued articles by id with all that judging them needs, in no order. */
export async function queuedRows(db: Db, ids: number[]): Promise<QueuedRow[]> {
  if (ids.length === 0) return [];
  return db.execute<QueuedRow>(sql`
    select ${article.id}::float8 as id, ${article.version} as version, ${article.slug} as slug, ${article.title} as title,
           ${article.excerpt} as excerpt, ${ms(article.publishedAt)} as "publishedAt", ${ms(article.createdAt)} as "createdAt",
           ${article.webUrl} as "webUrl", ${article.originalUrl} as "originalUrl", ${article.images} -> 0 as image,
           ${article.quality} as quality, ${article.storyId}::float8 as "storyId", ${provider.id}::float8 as "providerId",
           ${provider.domain} as domain, ${provider.name} as provider, ${provider.images} as "providerImages",
           ${isLogoReady} as "isLogoReady", ${leadPictureFacts} as "pictureFacts",
           coalesce((select json_agg(json_build_object('id', topic.id, 'name', topic.name) order by article_topic.position)
                       from article_topic join topic on topic.id = article_topic.topic_id
                      where article_topic.article_id = ${article.id}), '[]'::json) as topics
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${article.id} in ${numbers(ids)} and ${article.state} = 'queued'`);
}

export type StoryPlaceRow = {
  storyId: number;
  /** All its articles, whatever their state. */
  size: number;
  /** Its lead; null fields while nothing of it is published. */
  leadId: number | null;
  title: string | null;
  provider: string | null;
  quality: number | null;
  heat: number | null;
  heatGiven: number | null;
  leadGiven: boolean | null;
};

/** How large these stories are, and who leads them. */
export async function storyPlaces(db: Db, storyIds: number[]): Promise<StoryPlaceRow[]> {
  if (storyIds.length === 0) return [];
  return db.execute<StoryPlaceRow>(sql`
    select counted.story_id::float8 as "storyId", counted.size, lead.id::float8 as "leadId", lead.title,
           provider.name as provider, lead.quality, lead.heat, lead.heat_given as "heatGiven", lead.lead_given as "leadGiven"
      from (select story_id, count(*)::int as size from article where story_id in ${numbers(storyIds)} group by story_id) counted
      left join article lead on lead.story_id = counted.story_id and not lead.is_coverage and lead.state = 'published'
      left join provider on provider.id = lead.provider_id`);
}

/** Names of providers by id. */
export async function providerNames(db: Db, ids: number[]) {
  if (ids.length === 0) return [];
  return db.execute<{ id: number; domain: string; name: string }>(
    sql`select id::float8 as id, domain, name from provider where id in ${numbers(ids)} order by lower(name), id`,
  );
}
