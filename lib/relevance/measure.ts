/** Measures engines on the articles of a database. */
import { and, isNotNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { liveSourcesAfter, type SourceRow } from "@/db/search-documents";
import type { MeasuredEngine } from "./engines";
import { type Case, type Outcome, outcomes } from "./score";

const PAGE = 1_000;
/** So many queries before those that are timed, so that nothing is measured cold. */
const WARM_UP = 10;

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

export const liveNames = (db: Db, now: Date): Promise<Named[]> =>
  db
    .select({ id: article.id, slug: article.slug, title: article.title })
    .from(article)
    .where(and(liveCondition(now), isNotNull(article.slug)));

/** Null where the engine cannot run here. */
export async function measured(
  db: Db,
  { open }: MeasuredEngine,
  cases: Case[],
  clock: { now: Date; timeZone: string },
): Promise<Outcome[] | null> {
  const opened = await open(db, clock.timeZone);
  if (!opened) return null;
  try {
    await opened.sync();
    await outcomes(db, opened.engine, cases.slice(0, WARM_UP), clock);
    return await outcomes(db, opened.engine, cases, clock);
  } finally {
    await opened.close();
  }
}
