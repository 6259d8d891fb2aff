import { lists } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { ARTICLES_TAG } from "../cache-tags";
import { DAY_MS } from "../time";
import { datesOf, pageOf } from "./page";
import type { Read } from "./read";
import { cardsByIds, storiesByIds } from "./stories";
import type { Card, Page, Period, Story } from "./types";

const PERIOD_MS: Record<Period, number> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
  all: Number.POSITIVE_INFINITY,
};

export async function latestPage(db: Db, now: Date, cursor: string | null): Promise<Read<{ page: Page<Card> | null }>> {
  const page = await pageOf(db, { list: lists.latest(), now, cursor, byIds: cardsByIds });
  return { value: { page }, tags: [ARTICLES_TAG], dates: datesOf(page?.items ?? []) };
}

/** By heat, of the last day, week, 30 days or 365 days. */
export async function topPage(
  db: Db,
  now: Date,
  period: Period,
  cursor: string | null,
): Promise<Read<{ page: Page<Story> | null }>> {
  const length = PERIOD_MS[period];
  const since = Number.isFinite(length) ? new Date(now.getTime() - length) : null;
  const page = await pageOf(db, { list: lists.top(since), now, cursor, byIds: storiesByIds });
  return { value: { page }, tags: [ARTICLES_TAG], dates: datesOf(page?.items ?? []) };
}
