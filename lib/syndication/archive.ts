/**
 * Older documents of a feed (RFC 5005, section 4). Each ends at an article whose number says so, not after a count of
 * articles: so whatever comes, goes or moves changes the document that it stands in, and no other. The first older
 * document begins where the feed itself ends, so walking them meets every article once.
 */
import type { Db } from "@/db/client";
import { type FeedList, newestPlaced, type Placed, placedAfter, placedBefore } from "@/db/feed-lists";
import type { Cursor } from "@/db/keyset";

export const FEED_ITEMS = 50;
/** One article in so many ends a document; on average one has so many articles. */
const ENDS_EVERY = 100;
/** A document ends after so many at the latest. */
const MAX_ARCHIVE_ITEMS = 500;

export type FeedSpan = {
  ids: number[];
  /** Where the next older document begins; null: nothing is older. */
  older: Cursor | null;
  /** Where the next newer document begins; null: that is the feed itself, or this is. */
  newer: Cursor | null;
};

const endsDocument = ({ id }: Placed) => id % ENDS_EVERY === 0;

/** The newest articles of a list, or with `before` the document that begins after that place. */
export function feedSpan(db: Db, list: FeedList, now: Date, before: Cursor | null): Promise<FeedSpan> {
  return before === null ? current(db, list, now) : archived(db, list, now, before);
}

async function current(db: Db, list: FeedList, now: Date): Promise<FeedSpan> {
  const rows = await newestPlaced(db, list, now, FEED_ITEMS + 1);
  return { ...spanOf(rows, FEED_ITEMS), newer: null };
}

async function archived(db: Db, list: FeedList, now: Date, before: Cursor): Promise<FeedSpan> {
  const [rows, newer] = await Promise.all([
    placedAfter(db, list, now, before, MAX_ARCHIVE_ITEMS + 1),
    newerThan(db, list, now, before),
  ]);
  const end = rows.findIndex(endsDocument);
  return { ...spanOf(rows, end === -1 ? MAX_ARCHIVE_ITEMS : end + 1), newer };
}

function spanOf(rows: Placed[], size: number): Pick<FeedSpan, "ids" | "older"> {
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  return { ids: shown.map(({ id }) => id), older: last && rows.length > size ? last.place : null };
}

/** The nearest end of a document above, unless the feed itself reaches further down: then where that ends. */
async function newerThan(db: Db, list: FeedList, now: Date, place: Cursor): Promise<Cursor | null> {
  const [above, newest] = await Promise.all([
    placedBefore(db, list, now, place, MAX_ARCHIVE_ITEMS),
    newestPlaced(db, list, now, FEED_ITEMS),
  ]);
  const lastNewest = newest.at(-1)?.place;
  if (!lastNewest || newest.length < FEED_ITEMS || compare(place, lastNewest) >= 0) return null;
  const nearest = (above.find(endsDocument) ?? (above.length < MAX_ARCHIVE_ITEMS ? undefined : above.at(-1)))?.place;
  return nearest && compare(nearest, lastNewest) < 0 ? nearest : lastNewest;
}

/** Below 0: the first is older. */
function compare([time = 0, id = 0]: Cursor, [otherTime = 0, otherId = 0]: Cursor): number {
  return time - otherTime || id - otherId;
}
