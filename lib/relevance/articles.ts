/** The articles that queries are made of and find. */
import { and, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { liveSourcesAfter, type SourceRow } from "@/db/search-documents";

const PAGE = 1_000;

/** Live articles as engines are told of them. */
export async function liveSources(db: Db, now: Date): Promise<SourceRow[]> {
  const all: SourceRow[] = [];
  for (;;) {
    const page = await liveSourcesAfter(db, all.at(-1)?.id ?? 0, PAGE, now);
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

export type Named = { id: number; slug: string | null; title: string };

/** The same by what people call them. */
export const liveNames = (db: Db, now: Date): Promise<Named[]> =>
  db
    .select({ id: article.id, slug: article.slug, title: article.title })
    .from(article)
    .where(and(liveCondition(now), isNotNull(article.slug)));
