/** Articles that were deleted for good: their addresses here, and their links, which no import brings back. */
import { inArray } from "drizzle-orm";
import { anyOf } from "./any-of";
import type { Db } from "./client";
import { article, goneSlug, slugRedirect } from "./schema";

/** Those of these slugs and links that belonged to articles that were deleted for good. */
export async function goneAmong(db: Db, addresses: string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db.select({ slug: goneSlug.slug }).from(goneSlug).where(anyOf(goneSlug.slug, addresses));
  return new Set(rows.map(({ slug }) => slug));
}

/** Notes addresses as gone. Links stand beside slugs: these have no slash, so neither is taken for the other. */
export async function markGone(tx: Db, addresses: string[]): Promise<void> {
  const rows = [...new Set(addresses)].map((slug) => ({ slug }));
  if (rows.length > 0) await tx.insert(goneSlug).values(rows).onConflictDoNothing();
}

/** The slugs that lead to an article by redirect. */
export async function formerSlugs(db: Db, articleId: number): Promise<string[]> {
  const rows = await db
    .select({ slug: slugRedirect.slug })
    .from(slugRedirect)
    .where(inArray(slugRedirect.articleId, [articleId]));
  return rows.map(({ slug }) => slug);
}

/** Those of these links that other articles have, too: they are not gone with one of them. */
export async function linksInUse(db: Db, links: string[]): Promise<Set<string>> {
  if (links.length === 0) return new Set();
  const byWeb = await db.select({ link: article.webUrl }).from(article).where(inArray(article.webUrl, links));
  const byOriginal = await db
    .select({ link: article.originalUrl })
    .from(article)
    .where(inArray(article.originalUrl, links));
  return new Set([...byWeb, ...byOriginal].flatMap(({ link }) => link ?? []));
}
