/** The rows that pages, feeds and search show: articles with provider and topics. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { isLogoReady, leadPictureFacts, type PictureFacts } from "./pictures";
import { idArray, PLANNED_ONCE } from "./planned-once";
import { type ArticleState, article, type Image, provider } from "./schema";

export type ProviderRow = {
  providerId: number;
  domain: string;
  provider: string;
  providerImages: Image[];
  /** Whether the logo that an editor chose was fetched. */
  isLogoReady: boolean;
};

export type CardRow = ProviderRow & {
  id: number;
  slug: string;
  state: ArticleState;
  title: string;
  excerpt: string;
  type: string;
  /** ms since 1970 */
  publishedAt: number;
  webUrl: string | null;
  originalUrl: string | null;
  featuredContent: string | null;
  images: Image[];
  /** Of the first one; null for one that nobody fetches. */
  pictureFacts: PictureFacts | null;
  quality: number | null;
  heat: number | null;
  heatGiven: number | null;
  storyId: number | null;
  isCoverage: boolean;
  topics: { id: string; name: string }[];
};

export type CoverageRow = ProviderRow & {
  id: number;
  storyId: number;
  slug: string | null;
  isCoverage: boolean;
  isLive: boolean;
  title: string;
  topicIds: string[];
  publishedAt: number;
  webUrl: string | null;
  originalUrl: string | null;
};

const providerColumns = sql`${provider.id}::int as "providerId", ${provider.domain} as domain, ${provider.name} as provider,
  ${provider.images} as "providerImages", ${isLogoReady} as "isLogoReady"`;
const publishedMs = sql`(extract(epoch from ${article.publishedAt}) * 1000)::double precision as "publishedAt"`;
const links = sql`${article.webUrl} as "webUrl", ${article.originalUrl} as "originalUrl"`;

/** Live articles by id, in the order of `ids`; those that are not live (any more) are left out. */
export async function liveCards(db: Db, ids: number[], now: Date): Promise<CardRow[]> {
  if (ids.length === 0) return [];
  const rows = await cards(db, sql`${article.id} = any(${idArray(ids)}) and ${liveCondition(now)}`);
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** The live article at an address. */
export async function liveCardBySlug(db: Db, slug: string, now: Date): Promise<CardRow | null> {
  const [row] = await cards(db, sql`${article.slug} = ${slug} and ${liveCondition(now)}`);
  return row ?? null;
}

function cards(db: Db, where: SQL): Promise<CardRow[]> {
  return db.execute<CardRow>(sql`${PLANNED_ONCE}
    select ${article.id}::int as id, ${article.slug} as slug, ${article.state} as state, ${article.title} as title,
           ${article.excerpt} as excerpt, ${article.type} as type, ${publishedMs}, ${links},
           ${article.featuredContent} as "featuredContent", ${article.images} as images, ${leadPictureFacts} as "pictureFacts", ${article.quality} as quality,
           ${article.heat} as heat, ${article.heatGiven} as "heatGiven", ${article.storyId}::int as "storyId",
           ${article.isCoverage} as "isCoverage", ${providerColumns},
           coalesce((select json_agg(json_build_object('id', topic.id, 'name', topic.name) order by article_topic.position)
                       from article_topic join topic on topic.id = article_topic.topic_id
                      where article_topic.article_id = ${article.id}), '[]'::json) as topics
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${where}`);
}

/**
 * All articles of these stories that readers may know of: live ones, and unpublished ones unless an editor took them
 * back. Best quality first, then oldest.
 */
export async function storyMembers(db: Db, storyIds: number[], now: Date): Promise<CoverageRow[]> {
  if (storyIds.length === 0) return [];
  return db.execute<CoverageRow>(sql`${PLANNED_ONCE}
    select ${article.id}::int as id, ${article.storyId}::int as "storyId", ${article.slug} as slug,
           ${article.isCoverage} as "isCoverage", ${liveCondition(now)} as "isLive", ${article.title} as title,
           array(select topic_id from article_topic where article_id = ${article.id} order by position) as "topicIds",
           ${publishedMs}, ${links}, ${providerColumns}
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${article.storyId} = any(${idArray(storyIds)})
       and (${liveCondition(now)} or (${article.state} = 'unpublished' and not ${article.withdrawn}))
     order by ${article.quality} desc nulls last, ${article.publishedAt}, ${article.id}`);
}
