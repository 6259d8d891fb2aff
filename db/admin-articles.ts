/** Articles as the newsroom sees them: in every state. */
import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { type ArticleState, article, provider } from "./schema";

export const ARTICLE_STATES = ["queued", "published", "unpublished"] as const satisfies ArticleState[];

const listed = {
  id: article.id,
  slug: article.slug,
  state: article.state,
  title: article.title,
  provider: provider.name,
  publishedAt: article.publishedAt,
  changedAt: article.changedAt,
  storyId: article.storyId,
  quality: article.quality,
  heat: article.heat,
  heatGiven: article.heatGiven,
  isCoverage: article.isCoverage,
  withdrawn: article.withdrawn,
  liveFrom: article.liveFrom,
  liveUntil: article.liveUntil,
};

/** Articles by id, in the order of `ids`; those that are gone are left out. */
export async function listedArticles(db: Db, ids: number[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .select(listed)
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .where(inArray(article.id, ids));
  const places = new Map(ids.map((id, place) => [id, place]));
  return rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
}

export type ListedArticle = Awaited<ReturnType<typeof listedArticles>>[number];

/** One article with all that its form shows; null when there is none. */
export async function articleToEdit(db: Db, id: number) {
  const [row] = await db
    .select({
      ...listed,
      excerpt: article.excerpt,
      type: article.type,
      domain: provider.domain,
      webUrl: article.webUrl,
      originalUrl: article.originalUrl,
      version: article.version,
    })
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .where(eq(article.id, id));
  return row ?? null;
}

export type EditableArticle = NonNullable<Awaited<ReturnType<typeof articleToEdit>>>;

/** All articles of a story, the lead first, then best quality first. */
export async function articlesOfStory(db: Db, storyId: number): Promise<ListedArticle[]> {
  return db
    .select(listed)
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .where(eq(article.storyId, storyId))
    .orderBy(
      asc(article.isCoverage),
      sql`${article.quality} desc nulls last`,
      asc(article.publishedAt),
      asc(article.id),
    );
}
