/** What the feed of everything holds. */
import { sql } from "drizzle-orm";
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { article } from "@/db/schema";
import type { Listed } from "./item";
import { listedByIds } from "./listed";

export const FEED_ITEMS = 50;

/** Lowest quality and heat to be in; null lets all in. */
export type Minimums = { quality: number | null; heat: number | null };

export async function newestArticles(db: Db, now: Date, { quality, heat }: Minimums): Promise<Listed[]> {
  const { keyset } = lists.latest();
  const atLeast = (column: typeof article.quality | typeof article.heat, minimum: number | null) =>
    minimum === null ? sql`true` : sql`${column} >= ${minimum}`;
  const where = sql`${atLeast(article.quality, quality)} and ${atLeast(article.heat, heat)}`;
  const { ids } = await pageOfIds(db, { keyset, where }, { now, cursor: null, size: FEED_ITEMS });
  return listedByIds(db, ids, now);
}

const WHOLE = /^-?\d{1,6}$/;

/** `?quality=N&heat=N`; what is no whole number is left out. */
export function minimumsOf(parameters: URLSearchParams): Minimums {
  const read = (name: string) => {
    const text = parameters.get(name) ?? "";
    return WHOLE.test(text) ? Number(text) : null;
  };
  return { quality: read("quality"), heat: read("heat") };
}
