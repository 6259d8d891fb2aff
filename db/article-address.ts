/** What an address `/news/{slug}` stands for. */
import { eq, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, slugRedirect } from "./schema";

export type Addressee = { id: number; slug: string | null; isLive: boolean; wasLive: boolean };

function addressee(now: Date) {
  const ended = sql`${article.state} = 'published' and ${article.liveUntil} <= ${now.toISOString()}::timestamptz`;
  return {
    id: article.id,
    slug: article.slug,
    isLive: liveCondition(now),
    wasLive: sql<boolean>`(${article.wasLive} or coalesce(${ended}, false))`,
  };
}

export async function articleAt(db: Db, slug: string, now: Date): Promise<Addressee | null> {
  const [row] = await db.select(addressee(now)).from(article).where(eq(article.slug, slug));
  return row ?? null;
}

/** The article that had this slug before it got another. */
export async function articleOnceAt(db: Db, slug: string, now: Date): Promise<Addressee | null> {
  const [row] = await db
    .select(addressee(now))
    .from(slugRedirect)
    .innerJoin(article, eq(article.id, slugRedirect.articleId))
    .where(eq(slugRedirect.slug, slug));
  return row ?? null;
}
