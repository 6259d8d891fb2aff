/** Which article a program means that writes to an address. */
import { eq } from "drizzle-orm";
import type { Db } from "./client";
import { article, slugRedirect } from "./schema";

/** The article of this slug, live or not, or the one that had it before it got another; null: none. */
export async function articleAddressed(db: Db, slug: string): Promise<number | null> {
  const [here] = await db.select({ id: article.id }).from(article).where(eq(article.slug, slug));
  if (here) return here.id;
  const [once] = await db.select({ id: slugRedirect.articleId }).from(slugRedirect).where(eq(slugRedirect.slug, slug));
  return once?.id ?? null;
}

export type WrittenRow = Pick<
  typeof article.$inferSelect,
  "slug" | "state" | "version" | "title" | "quality" | "heat" | "heatGiven" | "liveFrom" | "liveUntil"
>;

/** An article as whoever writes it has to know it; null: it is gone. */
export async function writtenRow(db: Db, id: number): Promise<WrittenRow | null> {
  const { slug, state, version, title, quality, heat, heatGiven, liveFrom, liveUntil } = article;
  const [row] = await db
    .select({ slug, state, version, title, quality, heat, heatGiven, liveFrom, liveUntil })
    .from(article)
    .where(eq(article.id, id));
  return row ?? null;
}
