/** Ids of live articles in each list's order. Their rows are read by db/cards.ts. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import {
  ascending,
  type Cursor,
  cursorOf,
  descending,
  isAfter,
  isUpTo,
  type Keyset,
  numberColumn,
  timeColumn,
} from "./keyset";
import { liveCondition } from "./live";
import { article } from "./schema";

/** A list of articles: which, and in which order. */
export type List = { keyset: Keyset; where: SQL };

const id = numberColumn(sql`${article.id}`, "bigint");
const byTime: Keyset = [timeColumn(sql`${article.publishedAt}`), id];
/** Not coverage of another. */
export const leads = sql`not ${article.isCoverage}`;
const moment = (date: Date) => sql`${date.toISOString()}::timestamptz`;

export const lists = {
  /** By rank, without those that editors took off the front page, and without `pinned`, which stand on its first page. */
  front: (pinned: number[] = []): List => ({
    keyset: [numberColumn(sql`${article.hot}`, "double precision"), id],
    where: sql`${leads} and not ${article.frontHidden}${
      pinned.length === 0 ? sql`` : sql` and ${article.id} not in ${pinned}`
    }`,
  }),
  latest: (): List => ({ keyset: byTime, where: sql`true` }),
  /** The newest of those that may stand on the front page. */
  latestShown: (): List => ({ keyset: byTime, where: sql`not ${article.frontHidden}` }),
  /** By heat; `since` null is all time. */
  top: (since: Date | null): List => ({
    keyset: [numberColumn(sql`coalesce(${article.heat}, 0)`, "integer"), ...byTime],
    where: since ? sql`${article.publishedAt} >= ${moment(since)}` : sql`true`,
  }),
  provider: (providerId: number): List => ({ keyset: byTime, where: sql`${article.providerId} = ${providerId}` }),
  /** From `from` on and before `to`. */
  between: (from: Date, to: Date): List => ({
    keyset: byTime,
    where: sql`${article.publishedAt} >= ${moment(from)} and ${article.publishedAt} < ${moment(to)}`,
  }),
};

type Row = { id: number; cursor: Cursor };
/** `older` continues after the page; `newer` is the cursor of the page before it, null when that is the list's first. */
export type IdPage = { ids: number[]; older: Cursor | null; newer: Cursor | null };
export type PageRequest = {
  now: Date;
  cursor: Cursor | null;
  size: number;
  /** How many of the list its first page has, where other things stand on it, too. */
  firstSize?: number | undefined;
  /** Whether nobody goes back from there: `newer` is null then. */
  onlyOlder?: boolean;
};

/** Before all rows of a list. */
const beforeAll = (keyset: Keyset): Cursor => keyset.map(() => MAX_CURSOR_NUMBER);
/** What every column takes. */
const MAX_CURSOR_NUMBER = 2 ** 31 - 1;

/** One page of ids. */
export function pageOfIds(db: Db, list: List, request: PageRequest): Promise<IdPage> {
  return page(list.keyset, request, (condition, order, limit) =>
    db.execute<Row>(sql`
      select ${article.id}::int as id, ${cursorOf(list.keyset)} as cursor
        from ${article}
       where ${liveCondition(request.now)} and ${list.where} and ${condition}
       order by ${order} limit ${limit}`),
  );
}

/** The order of a topic's list. */
export const TOPIC_KEYSET: Keyset = [
  timeColumn(sql`listed.published_at`),
  numberColumn(sql`listed.article_id`, "bigint"),
];

/** The newest live articles of several topics together, of those that meet `where`; each topic is one index scan. */
export function pageOfTopicIds(
  db: Db,
  topicIds: string[],
  { where = sql`true`, ...request }: PageRequest & { where?: SQL },
): Promise<IdPage> {
  return page(TOPIC_KEYSET, request, (condition, order, limit) =>
    db.execute<Row>(sql`
      select listed.article_id::int as id, ${cursorOf(TOPIC_KEYSET)} as cursor
        from (
          select distinct found.article_id, found.published_at
            from unnest(array[${sql.join(
              topicIds.map((topicId) => sql`${topicId}`),
              sql`, `,
            )}]::text[]) as wanted(topic_id)
           cross join lateral (
             select listed.article_id, listed.published_at
               from article_topic listed join ${article} on ${article.id} = listed.article_id
              where listed.topic_id = wanted.topic_id and listed.published
                and ${liveCondition(request.now)} and ${condition} and ${where}
              order by ${order} limit ${limit}
           ) found
        ) listed
       order by ${order} limit ${limit}`),
  );
}

/** Asks for one row more than shown, to know whether there is an older page, and looks back for the newer one. */
async function page(
  keyset: Keyset,
  { cursor, size, firstSize = size, onlyOlder = false }: PageRequest,
  select: (condition: SQL, order: SQL, limit: number) => Promise<Row[]>,
): Promise<IdPage> {
  const shownSize = cursor ? size : firstSize;
  const [rows, before] = await Promise.all([
    select(cursor ? isAfter(keyset, cursor) : sql`true`, descending(keyset), shownSize + 1),
    cursor && !onlyOlder ? select(isUpTo(keyset, cursor), ascending(keyset), size + 1) : [],
  ]);
  const shown = rows.slice(0, shownSize);
  return {
    ids: shown.map((row) => row.id),
    older: rows.length > shownSize ? (shown.at(-1)?.cursor ?? beforeAll(keyset)) : null,
    newer: newerThan(before, { size, firstSize, keyset }),
  };
}

/**
 * Where the page before begins, null when it is the first: of the rows up to the cursor, from there up. With fewer than a
 * page of them but more than the first page has, it is the second page, and shows some of them again.
 */
function newerThan(
  before: Row[],
  { size, firstSize, keyset }: { size: number; firstSize: number; keyset: Keyset },
): Cursor | null {
  if (before.length > size) return before.at(-1)?.cursor ?? null;
  if (before.length <= firstSize) return null;
  return before[before.length - firstSize]?.cursor ?? beforeAll(keyset);
}
