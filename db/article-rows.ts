/** Articles written and read by the hundred, for import and stories. */
import { and, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { PLANNED_ONCE } from "./planned-once";
import { article, articleFile, slugRedirect } from "./schema";

/** A row as it is stored, less what Postgres computes and what only editors set. */
export type ArticleRow = Omit<
  typeof article.$inferSelect,
  | "hot"
  | "createdAt"
  | "changedAt"
  | "version"
  | "leadGiven"
  | "correction"
  | "correctedAt"
  | "laterUntil"
  | "frontHidden"
  | "pinPlace"
  | "pinUntil"
>;
/** A row with what is kept of its file. */
export type ArticleWithFile = ArticleRow & {
  createdAt: Date;
  file: Omit<typeof articleFile.$inferSelect, "articleId">;
};

const COLUMNS = {
  id: ["id", "bigint"],
  slug: ["slug", "text"],
  state: ["state", "text"],
  title: ["title", "text"],
  excerpt: ["excerpt", "text"],
  category: ["category", "text"],
  type: ["type", "text"],
  publishedAt: ["published_at", "timestamptz"],
  updatedAt: ["updated_at", "timestamptz"],
  webUrl: ["web_url", "text"],
  originalUrl: ["original_url", "text"],
  ampWebUrl: ["amp_web_url", "text"],
  cdnAmpWebUrl: ["cdn_amp_web_url", "text"],
  featuredContent: ["featured_content", "text"],
  images: ["images", "jsonb"],
  providerId: ["provider_id", "bigint"],
  storyId: ["story_id", "bigint"],
  isCoverage: ["is_coverage", "boolean"],
  quality: ["quality", "integer"],
  heat: ["heat", "integer"],
  heatGiven: ["heat_given", "integer"],
  liveFrom: ["live_from", "timestamptz"],
  liveUntil: ["live_until", "timestamptz"],
  wasLive: ["was_live", "boolean"],
  withdrawn: ["withdrawn", "boolean"],
} as const satisfies Record<keyof ArticleRow, readonly [string, string]>;

const columns = Object.values(COLUMNS);
const NAMES = sql.raw(columns.map(([name]) => name).join(", "));
const TYPED = sql.raw(columns.map(([name, type]) => `${name} ${type}`).join(", "));
const ASSIGNED = sql.raw(
  columns
    .slice(1)
    .map(([name]) => `${name} = given.${name}`)
    .join(", "),
);

/** Rows as one JSON parameter: a statement of one shape, however many rows. */
const asJson = (rows: ArticleRow[]) =>
  JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(Object.entries(COLUMNS).map(([key, [name]]) => [name, row[key as keyof ArticleRow]])),
    ),
  );

/** Ids for rows that are to be inserted. */
export async function reserveArticleIds(tx: Db, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await tx.execute<{ id: number }>(
    sql`select nextval(pg_get_serial_sequence('article', 'id'))::float8 as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id);
}

/** Inserts rows under the ids they have. */
export async function insertArticles(tx: Db, rows: ArticleRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`${PLANNED_ONCE}
    insert into article (${NAMES}) overriding system value
    select ${NAMES} from json_to_recordset(${asJson(rows)}::json) as given(${TYPED})`);
}

/** Writes all columns of existing rows, and counts the change. */
export async function updateArticles(tx: Db, rows: ArticleRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update article set ${ASSIGNED}, version = version + 1, changed_at = now()
      from json_to_recordset(${asJson(rows)}::json) as given(${TYPED})
     where article.id = given.id`);
}

/** What the articles of these slugs came from, by slug; articles without a file have no hash. */
export async function filesBySlug(
  db: Db,
  slugs: string[],
): Promise<Map<string | null, { articleId: number; hash: string | null; path: string | null }>> {
  if (slugs.length === 0) return new Map();
  const { articleId, hash, path } = articleFile;
  const rows = await db
    .select({ slug: article.slug, articleId, hash, path })
    .from(article)
    .innerJoin(articleFile, eq(articleId, article.id))
    .where(anyOf(article.slug, slugs));
  return new Map(rows.map(({ slug, ...file }) => [slug, file]));
}

/**
 * Locks the articles of these slugs with their stories' other members, all by id: whoever locks stories so waits for
 * this rather than deadlocks.
 */
export async function lockWithStories(tx: Db, slugs: string[]): Promise<void> {
  if (slugs.length === 0) return;
  const own = await tx.select({ storyId: article.storyId }).from(article).where(anyOf(article.slug, slugs));
  if (own.length === 0) return;
  const storyIds = [...new Set(own.flatMap(({ storyId }) => storyId ?? []))];
  await tx
    .select({ id: article.id })
    .from(article)
    .where(or(anyOf(article.slug, slugs), anyOf(article.storyId, storyIds)))
    .orderBy(article.id)
    .for("update");
}

export async function articlesBySlug(tx: Db, slugs: string[]): Promise<ArticleWithFile[]> {
  return slugs.length === 0 ? [] : articlesWhere(tx, anyOf(article.slug, slugs));
}

export async function articlesById(tx: Db, ids: number[]): Promise<ArticleWithFile[]> {
  return ids.length === 0 ? [] : articlesWhere(tx, anyOf(article.id, ids));
}

export async function articlesOfStories(tx: Db, storyIds: number[]): Promise<ArticleWithFile[]> {
  return storyIds.length === 0 ? [] : articlesWhere(tx, anyOf(article.storyId, storyIds));
}

/**
 * Articles that a new file may be: with the same content, with the same link, or known by the same key and without a
 * file. A link is the original's address, where there is none the web address; a key is the other way round.
 */
export async function articlesLike(
  tx: Db,
  given: { hashes: string[]; links: string[]; keys: string[] },
): Promise<ArticleWithFile[]> {
  if (given.hashes.length === 0) return [];
  // A statement for each, so that each has its index: under one OR, Postgres would join everything first.
  const found = [
    await articlesWhere(tx, anyOf(articleFile.hash, given.hashes)),
    await articlesWhere(
      tx,
      or(anyOf(article.originalUrl, given.links), and(isNull(article.originalUrl), anyOf(article.webUrl, given.links))),
    ),
    await articlesWhere(tx, and(keyIn(given.keys), isNull(articleFile.text))),
  ];
  return [...new Map(found.flat().map((row) => [row.id, row])).values()];
}

/** Articles known by one of these keys: their web address, or where they have none the original's. */
export async function articlesByKey(
  tx: Db,
  keys: string[],
): Promise<Pick<ArticleRow, "id" | "storyId" | "webUrl" | "originalUrl">[]> {
  if (keys.length === 0) return [];
  return tx
    .select({ id: article.id, storyId: article.storyId, webUrl: article.webUrl, originalUrl: article.originalUrl })
    .from(article)
    .where(keyIn(keys))
    .orderBy(article.id);
}

/** Targets of redirects, by the old slug. */
export async function redirectsFrom(tx: Db, slugs: string[]): Promise<Map<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await tx.select().from(slugRedirect).where(anyOf(slugRedirect.slug, slugs));
  return new Map(rows.map(({ slug, articleId }) => [slug, articleId]));
}

/** @returns the articles that these slugs led to: their addresses show something else now */
export async function removeRedirects(tx: Db, slugs: string[]): Promise<number[]> {
  if (slugs.length === 0) return [];
  const gone = { articleId: slugRedirect.articleId };
  const rows = await tx.delete(slugRedirect).where(anyOf(slugRedirect.slug, slugs)).returning(gone);
  return rows.map(({ articleId }) => articleId);
}

export async function addRedirects(tx: Db, redirects: { slug: string; articleId: number }[]): Promise<void> {
  if (redirects.length === 0) return;
  await tx
    .insert(slugRedirect)
    .values(redirects)
    .onConflictDoUpdate({ target: slugRedirect.slug, set: { articleId: sql`excluded.article_id` } });
}

export async function deleteArticles(tx: Db, ids: number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(article).where(anyOf(article.id, ids));
}

const keyIn = (keys: string[]) =>
  or(anyOf(article.webUrl, keys), and(isNull(article.webUrl), anyOf(article.originalUrl, keys)));

/** Locks what it finds, so that nothing changes between reading and writing. */
async function articlesWhere(tx: Db, condition: SQL | undefined): Promise<ArticleWithFile[]> {
  if (!condition) throw new Error("A condition is missing.");
  const rows = await tx
    .select({ article, file: articleFile })
    .from(article)
    .leftJoin(articleFile, eq(articleFile.articleId, article.id))
    .where(condition)
    .orderBy(article.id)
    .for("update", { of: article });
  return rows.map(({ article: { hot, changedAt, version, ...row }, file }) => ({
    ...row,
    file: { text: file?.text ?? null, hash: file?.hash ?? null, path: file?.path ?? null, entry: file?.entry ?? null },
  }));
}
