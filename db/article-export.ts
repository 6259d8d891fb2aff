/** Articles with all that their files hold, page by page. */
import { and, asc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { ArticleRow } from "./article-rows";
import type { Db } from "./client";
import { article, articleFile, provider, story } from "./schema";

export type ExportRow = {
  row: ArticleRow;
  provider: { name: string; domain: string };
  storyEdited: boolean | null;
  text: string | null;
};

/** Up to `limit` articles that have a page, after `after`, by id. */
export async function articlesToExport(db: Db, after: number, limit: number): Promise<ExportRow[]> {
  return db
    .select({
      row: article,
      provider: { name: provider.name, domain: provider.domain },
      storyEdited: story.edited,
      text: articleFile.text,
    })
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .leftJoin(story, eq(story.id, article.storyId))
    .leftJoin(articleFile, eq(articleFile.articleId, article.id))
    .where(and(gt(article.id, after), isNotNull(article.slug)))
    .orderBy(asc(article.id))
    .limit(limit);
}

/** How many articles have a page. */
export async function countToExport(db: Db): Promise<number> {
  return db.$count(article, isNotNull(article.slug));
}

export type ExportedMember = {
  row: ArticleRow;
  provider: { name: string; domain: string };
  /** Coverage that stands only in a `related` list. */
  isFileless: boolean;
  entry: Record<string, unknown> | null;
};

/** Members of these stories, with the entry they came from if they came from one. */
export async function membersToExport(db: Db, storyIds: number[]): Promise<ExportedMember[]> {
  if (storyIds.length === 0) return [];
  return db
    .select({
      row: article,
      provider: { name: provider.name, domain: provider.domain },
      isFileless: sql<boolean>`(${articleFile.text} is null)`,
      entry: articleFile.entry,
    })
    .from(article)
    .innerJoin(provider, eq(provider.id, article.providerId))
    .leftJoin(articleFile, eq(articleFile.articleId, article.id))
    .where(inArray(article.storyId, storyIds));
}
