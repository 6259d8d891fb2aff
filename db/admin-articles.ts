/** Articles as the newsroom sees them: in every state. */
import { and, asc, count, desc, eq, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Db } from "./client";
import { type ArticleState, article, provider } from "./schema";

export const ARTICLE_STATES = ["queued", "published", "unpublished"] as const satisfies ArticleState[];

export type ArticleFilter = { state: ArticleState | null; words: string[] };
export type StateCounts = Record<ArticleState, number>;

const listed = {
  id: article.id,
  slug: article.slug,
  state: article.state,
  title: article.title,
  provider: provider.name,
  publishedAt: article.publishedAt,
  quality: article.quality,
  heat: article.heat,
  heatGiven: article.heatGiven,
  isCoverage: article.isCoverage,
  withdrawn: article.withdrawn,
  liveFrom: article.liveFrom,
  liveUntil: article.liveUntil,
};

/** A page of articles, newest first, after the article `after`. One more than `limit` when there are older ones. */
export async function articlePage(
  db: Db,
  filter: ArticleFilter,
  { after, limit }: { after: number | null; limit: number },
) {
  const older = after === null ? undefined : isOlderThan(after);
  const newestOf = (state: ArticleState) =>
    db
      .select({ id: article.id, publishedAt: article.publishedAt })
      .from(article)
      .where(and(eq(article.state, state), ...matches(filter.words), older))
      .orderBy(desc(article.publishedAt), desc(article.id))
      .limit(limit + 1);
  // State by state, since that is how they are indexed.
  const ids = filter.state
    ? newestOf(filter.state).as("page")
    : unionAll(newestOf("queued"), newestOf("published"), newestOf("unpublished")).as("page");
  return db
    .select(listed)
    .from(article)
    .innerJoin(ids, eq(ids.id, article.id))
    .innerJoin(provider, eq(provider.id, article.providerId))
    .orderBy(desc(article.publishedAt), desc(article.id))
    .limit(limit + 1);
}

export type ListedArticle = Awaited<ReturnType<typeof articlePage>>[number];

/** How many articles match the words, by state. */
export async function articleCounts(db: Db, words: string[]): Promise<StateCounts> {
  const rows = await db
    .select({ state: article.state, articles: count() })
    .from(article)
    .where(and(...matches(words)))
    .groupBy(article.state);
  const counts = { queued: 0, published: 0, unpublished: 0 };
  for (const { state, articles } of rows) counts[state] = articles;
  return counts;
}

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
      storyId: article.storyId,
      withdrawn: article.withdrawn,
      version: article.version,
      changedAt: article.changedAt,
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

// By the row itself rather than by values in the address, which would lose microseconds.
const isOlderThan = (id: number): SQL =>
  sql`(${article.publishedAt}, ${article.id}) < (select published_at, id from article where id = ${id})`;

/** Titles that contain every word, in any case. Titles may hold `&` as it stands or as an entity. */
function matches(words: string[]): SQL[] {
  return words.map((word) => {
    const plain = likePattern(word);
    const encoded = likePattern(word.replaceAll("&", "&amp;"));
    return sql`(${article.title} ilike ${plain} or ${article.title} ilike ${encoded})`;
  });
}

const likePattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
