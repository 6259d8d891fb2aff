/** The front page as its desk sees it: who stands where, and why. */
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { allPinned, type DeskRow, deskRows, hiddenLeads, pinsAt, ranksOf } from "@/db/front-page";
import { plainText } from "../plain-text";
import { FRONT_PLACES, laidOut, standing } from "./places";
import { countsAs, secondsAhead } from "./rank";

export type DeskStory = Pick<DeskRow, "id" | "quality" | "heat" | "hot" | "others" | "provider"> & {
  /** Plain text. */
  title: string;
  slug: string | null;
  publishedAt: Date;
  /** Heat set by hand: it is no sum. */
  byHand: boolean;
  /** What its heat is worth now that it is so old: stories stand in this order. */
  counts: number;
  /** So much later it might have come out and still stand before the next one; null where there is no next. */
  aheadMs: number | null;
  pin: { place: number; until: Date } | null;
  /** Where it would stand by its heat, of those that are pinned; null: below MAX_RANK. */
  byHeat: number | null;
};
export type PinAside = DeskStory & { why: string };

export type FrontDesk = {
  stories: DeskStory[];
  hidden: DeskStory[];
  /** Pinned, but not on the page. */
  aside: PinAside[];
  /** The heat with which a story that comes out now would stand first, and last; null while there are free places. */
  toBeFirst: number | null;
  toBeLast: number | null;
};

/** Looked for hidden ones among so many. */
const HIDDEN_AMONG = 5_000;
const MAX_HIDDEN = 50;
export const MAX_RANK = 500;

export async function frontDesk(db: Db, now: Date): Promise<FrontDesk> {
  const pinned = standing(await pinsAt(db, now));
  const pinnedIds = pinned.map(({ pin }) => pin.id);
  const [{ ids }, hiddenIds, everyPin, ranks] = await Promise.all([
    // One more than is shown: the last one is ahead of it.
    pageOfIds(db, lists.front(pinnedIds), { now, cursor: null, size: FRONT_PLACES - pinned.length + 1 }),
    hiddenLeads(db, now, { among: HIDDEN_AMONG, limit: MAX_HIDDEN }),
    allPinned(db, now),
    ranksOf(db, pinnedIds, now, MAX_RANK),
  ]);
  const asideIds = everyPin.filter((id) => !pinnedIds.includes(id));
  const rows = await deskRows(db, [...new Set([...pinnedIds, ...ids, ...hiddenIds, ...asideIds])]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const of = (some: number[]) => some.flatMap((id) => byId.get(id) ?? []);
  const others = of(ids);
  const story = (row: DeskRow) => storyOf(row, { now, next: nextOf(row, others), rank: ranks.get(row.id) });
  const page = laidOut(
    pinned.map(({ pin, stands }) => ({ item: pin.id, stands })),
    ids.slice(0, FRONT_PLACES - pinned.length),
  );
  const last = others[FRONT_PLACES - pinned.length - 1];
  return {
    stories: of(page).map(story),
    hidden: of(hiddenIds).map(story),
    aside: of(asideIds).map((row) => ({ ...story(row), why: whyAside(row, now) })),
    toBeFirst: others[0] ? countsAs(others[0].hot, now) : null,
    toBeLast: last ? countsAs(last.hot, now) : null,
  };
}

/** Who stands next by heat, below a story that stands by its heat. */
function nextOf(row: DeskRow, others: DeskRow[]): DeskRow | undefined {
  const index = others.indexOf(row);
  return index < 0 ? undefined : others[index + 1];
}

function storyOf(
  row: DeskRow,
  { now, next, rank }: { now: Date; next: DeskRow | undefined; rank: number | undefined },
): DeskStory {
  const { id, slug, quality, heat, hot, others, provider, pinPlace, pinUntil } = row;
  const isPinned = pinPlace !== null && pinUntil !== null && pinUntil > now.getTime();
  return {
    ...{ id, slug, quality, heat, hot, others, provider },
    title: plainText(row.title),
    publishedAt: new Date(row.publishedAt),
    byHand: row.heatGiven !== null,
    counts: countsAs(hot, now),
    aheadMs: next ? secondsAhead(hot, next.hot) * 1000 : null,
    pin: isPinned ? { place: pinPlace, until: new Date(pinUntil) } : null,
    byHeat: rank === undefined || rank >= MAX_RANK ? null : rank,
  };
}

/** Why a pinned article is not on the page. */
function whyAside({ state, liveFrom, liveUntil, frontHidden, isCoverage }: DeskRow, now: Date): string {
  if (state !== "published") return "it is not published";
  if (liveFrom !== null && liveFrom > now.getTime()) return "it is not live yet";
  if (liveUntil !== null && liveUntil <= now.getTime()) return "its time is over";
  if (frontHidden) return "it is hidden";
  if (isCoverage) return "it is coverage of another";
  return "newer pins moved it off the page";
}
