import { sql } from "drizzle-orm";
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { pinsAt } from "@/db/front-page";
import { busiestTopics, leadingProviders } from "@/db/news-counts";
import { providerOf } from "../article/card";
import { ARTICLES_TAG } from "../cache-tags";
import { laidOut, standing } from "../front/places";
import { DAY_MS } from "../time";
import { leadsSince } from "./leads";
import { datesOf, PAGE_SIZE, pageOf } from "./page";
import type { Read } from "./read";
import { cardsByIds, storiesByIds } from "./stories";
import type { Page, Rail, Story } from "./types";

const RAIL_LATEST = 10;
const RAIL_TOPICS = 5;
const RAIL_PROVIDERS = 6;
const RAIL_YEAR_AGO = 2;

/** Stories by rank, with pinned ones at their places on the first page, which has the rail, too. */
export async function frontPage(
  db: Db,
  now: Date,
  cursor: string | null,
): Promise<Read<{ page: Page<Story> | null; rail: Rail | null }>> {
  const pins = await pinsAt(db, now);
  const pinned = standing(pins);
  const [page, rail] = await Promise.all([
    pageOf(db, {
      list: lists.front(pinned.map(({ pin }) => pin.id)),
      now,
      cursor,
      byIds: async (_, ids) => storiesByIds(db, cursor === null ? frontIds(pinned, ids) : ids, now),
      firstSize: PAGE_SIZE - pinned.length,
    }),
    cursor === null ? railOf(db, now) : null,
  ]);
  return {
    until: firstOf(pins.map(({ until }) => until)),
    value: { page, rail },
    tags: [ARTICLES_TAG],
    dates: datesOf([...(page?.items ?? []), ...(rail?.latest ?? [])]),
  };
}

/** The ids of the first page: pinned ones at their places, the others between them. */
function frontIds(pinned: { pin: { id: number }; stands: number }[], ids: number[]): number[] {
  return laidOut(
    pinned.map(({ pin, stands }) => ({ item: pin.id, stands })),
    ids,
  );
}

/** The earliest. */
function firstOf(dates: Date[]): Date | undefined {
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0];
}

async function railOf(db: Db, now: Date): Promise<Rail> {
  const since = (ms: number) => new Date(now.getTime() - ms);
  const [latest, topics, providers, yearAgo] = await Promise.all([
    newest(db, now),
    busiestTopics(db, now, since(DAY_MS), RAIL_TOPICS),
    leadingProviders(db, now, leadsSince(now), RAIL_PROVIDERS),
    hottestAYearAgo(db, now),
  ]);
  return { latest, topics, providers: providers.map((row) => ({ ...providerOf(row), leads: row.leads })), yearAgo };
}

async function newest(db: Db, now: Date) {
  const { ids } = await pageOfIds(db, lists.latestShown(), { now, cursor: null, size: RAIL_LATEST });
  return cardsByIds(db, ids, now);
}

async function hottestAYearAgo(db: Db, now: Date): Promise<Rail["yearAgo"]> {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - 1);
  const { keyset } = lists.top(null);
  const near = lists.between(new Date(then.getTime() - DAY_MS), new Date(then.getTime() + DAY_MS));
  const where = sql`${near.where} and ${lists.latestShown().where}`;
  const { ids } = await pageOfIds(db, { keyset, where }, { now, cursor: null, size: RAIL_YEAR_AGO });
  return (await storiesByIds(db, ids, now)).map(({ coverage, ...card }) => ({ ...card, sources: coverage.length }));
}
