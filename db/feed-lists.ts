/**
 * Articles of a feed, newest first, by the place they have in time: what is newest, what comes after a place and what
 * stands before it. Each costs the same at any place.
 */
import { type SQL, sql } from "drizzle-orm";
import { lists, TOPIC_KEYSET } from "./article-lists";
import type { Db } from "./client";
import { ascending, type Cursor, cursorOf, descending, isAfter, type Keyset } from "./keyset";
import { liveCondition } from "./live";
import { article, HEAT_OR_NONE, QUALITY_OR_NONE } from "./schema";

/** Which live articles: all, those of topics or those of a provider; with at least this quality and heat. */
export type FeedList = {
  of: { topicIds: string[] } | { providerId: number } | "all";
  quality: number | null;
  heat: number | null;
};

export type Placed = { id: number; place: Cursor };

/** The order of every feed: by time, the id last. */
export const FEED_KEYSET: Keyset = lists.latest().keyset;

export const newestPlaced = (db: Db, list: FeedList, now: Date, limit: number): Promise<Placed[]> =>
  placed(db, list, now, { limit });

/** What comes after a place, newest first. */
export const placedAfter = (db: Db, list: FeedList, now: Date, place: Cursor, limit: number): Promise<Placed[]> =>
  placed(db, list, now, { limit, after: place });

/** What stands before a place, the nearest first. */
export const placedBefore = (db: Db, list: FeedList, now: Date, place: Cursor, limit: number): Promise<Placed[]> =>
  placed(db, list, now, { limit, before: place });

type Span = { limit: number; after?: Cursor; before?: Cursor };

/** Written as the indexes have it, so that Postgres may take one of those where few articles are so good. */
const atLeast = (indexed: SQL, minimum: number | null) =>
  minimum === null ? sql`true` : sql`${indexed} >= ${minimum}`;

function placed(db: Db, { of, quality, heat }: FeedList, now: Date, span: Span): Promise<Placed[]> {
  const good = sql`${liveCondition(now)} and ${atLeast(QUALITY_OR_NONE, quality)} and ${atLeast(HEAT_OR_NONE, heat)}`;
  if (of === "all" || "providerId" in of) {
    const { keyset, where } = of === "all" ? lists.latest() : lists.provider(of.providerId);
    return db.execute<Placed>(sql`
      select ${article.id}::float8 as id, ${cursorOf(keyset)} as place from ${article}
       where ${good} and ${where} and ${within(keyset, span)} order by ${orderOf(keyset, span)} limit ${span.limit}`);
  }
  // As many of each topic as are wanted of all: an article may be in several.
  return db.execute<Placed>(sql`
    select listed.article_id::float8 as id, ${cursorOf(TOPIC_KEYSET)} as place
      from (
        select distinct found.article_id, found.published_at
          from json_array_elements_text(${JSON.stringify(of.topicIds)}::json) as wanted(topic_id)
         cross join lateral (
           select listed.article_id, listed.published_at
             from article_topic listed join ${article} on ${article.id} = listed.article_id
            where listed.topic_id = wanted.topic_id and listed.published and ${good} and ${within(TOPIC_KEYSET, span)}
            order by ${orderOf(TOPIC_KEYSET, span)} limit ${span.limit}
         ) found
      ) listed
     order by ${orderOf(TOPIC_KEYSET, span)} limit ${span.limit}`);
}

function within(keyset: Keyset, { after, before }: Span): SQL {
  if (after) return isAfter(keyset, after);
  return before ? isBefore(keyset, before) : sql`true`;
}

const orderOf = (keyset: Keyset, { before }: Span) => (before ? ascending(keyset) : descending(keyset));

/** Rows before the cursor, in the list's order; not its own. */
const isBefore = (keyset: Keyset, cursor: Cursor): SQL =>
  sql`(${ascending(keyset)}) > (${sql.join(
    keyset.map((column, index) => column.fromNumber(cursor[index] ?? 0)),
    sql`, `,
  )})`;
