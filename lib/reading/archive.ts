import { lists } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { monthsWithCounts } from "@/db/news-counts";
import { ARTICLES_TAG } from "../cache-tags";
import { site } from "../site";
import { startOfDay } from "../zone";
import { datesOf, pageOf } from "./page";
import type { Read } from "./read";
import { cardsByIds } from "./stories";
import type { Card, Month, Page } from "./types";

export async function archivePage(db: Db, now: Date): Promise<Read<{ months: Month[] }>> {
  return { value: { months: await monthsWithCounts(db, now, site().timeZone) }, tags: [ARTICLES_TAG], dates: [] };
}

/** The articles of a month of the site's time zone, newest first; no page for a month without any. */
export async function monthPage(
  db: Db,
  now: Date,
  year: number,
  month: number,
  cursor: string | null,
): Promise<Read<{ page: Page<Card> | null }>> {
  const { timeZone } = site();
  const list = lists.between(startOfDay(year, month, 1, timeZone), startOfDay(year, month + 1, 1, timeZone));
  const found = await pageOf(db, { list, now, cursor, byIds: cardsByIds });
  const page = found?.items.length ? found : null;
  return { value: { page }, tags: [ARTICLES_TAG], dates: datesOf(page?.items ?? []) };
}
