/** A slug for an article that gets its page only now. */
import { and, eq, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { article, goneSlug, slugRedirect } from "@/db/schema";
import { newSlug, numbered } from "../article/new-slug";
import { AppError } from "../errors";
import { plainText } from "../plain-text";

/** Any number, as long as it stands for this alone: `slug` in ASCII. */
const SLUG_LOCK = 0x736c7567;
const NONE: ReadonlySet<string> = new Set();

/**
 * The first slug by the title that nothing has or had. Reserved until `tx` ends.
 * @param given to others in the same act, which are not written yet
 */
export async function freeSlug(
  tx: Db,
  of: { publishedAt: Date; title: string },
  given: ReadonlySet<string> = NONE,
): Promise<string> {
  const wanted = newSlug(of.publishedAt, plainText(of.title));
  await reserve(tx, wanted);
  for (let number = 1; ; number++) {
    const slug = numbered(wanted, number);
    if (!given.has(slug) && !(await isTaken(tx, slug, 0))) return slug;
  }
}

/**
 * Lets an article have this slug: one that nothing has or had, or that led to it before. Reserved until `tx` ends.
 * @param given to others in the same act, which are not written yet
 * @throws AppError invalid
 */
export async function requireFreeSlug(
  tx: Db,
  slug: string,
  articleId: number,
  given: ReadonlySet<string> = NONE,
): Promise<void> {
  await reserve(tx, slug);
  if (!given.has(slug) && !(await isTaken(tx, slug, articleId))) return;
  const message = "Another article has or had this address.";
  throw new AppError("invalid", { message, fields: { slug: message } });
}

/** Two that want the same slug wait for each other. */
async function reserve(tx: Db, slug: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SLUG_LOCK}, hashtext(${slug}))`);
}

async function isTaken(tx: Db, slug: string, by: number): Promise<boolean> {
  const [taken] = await tx
    .select({ slug: article.slug })
    .from(article)
    .where(and(eq(article.slug, slug), ne(article.id, by)))
    .union(
      tx
        .select({ slug: slugRedirect.slug })
        .from(slugRedirect)
        .where(and(eq(slugRedirect.slug, slug), ne(slugRedirect.articleId, by))),
    )
    .union(tx.select({ slug: goneSlug.slug }).from(goneSlug).where(eq(goneSlug.slug, slug)));
  return taken !== undefined;
}
