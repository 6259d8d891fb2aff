/** A slug for an article that gets its page only now. */
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { article, slugRedirect } from "@/db/schema";
import { newSlug, numbered } from "../article/new-slug";
import { plainText } from "../plain-text";

/** Any number, as long as it stands for this alone: `slug` in ASCII. */
const SLUG_LOCK = 0x736c7567;

/** The first slug by the title that neither an article nor a redirect has. Reserved until `tx` ends. */
export async function freeSlug(tx: Db, of: { publishedAt: Date; title: string }): Promise<string> {
  const wanted = newSlug(of.publishedAt, plainText(of.title));
  // Two that want the same slug wait for each other.
  await tx.execute(sql`select pg_advisory_xact_lock(${SLUG_LOCK}, hashtext(${wanted}))`);
  for (let number = 1; ; number++) {
    const slug = numbered(wanted, number);
    const [taken] = await tx
      .select({ slug: article.slug })
      .from(article)
      .where(eq(article.slug, slug))
      .union(tx.select({ slug: slugRedirect.slug }).from(slugRedirect).where(eq(slugRedirect.slug, slug)));
    if (!taken) return slug;
  }
}
