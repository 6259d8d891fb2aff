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
const leads = sql`not ${article.isCoverage}`;
const moment = (date: Date) => sql`${date.toISOString()}::timestamptz`;

export const lists = {
  front: (): List => ({ keyset: [numberColumn(sql`${article.hot}`, "double precision"), id], where: leads }),
  latest: (): List => ({ keyset: byTime, where: sql`true` }),
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
export type PageRequest = { now: Date; cursor: Cursor | null; size: number };

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

/** The newest live articles of several topics together; each topic is one index scan. */
export function pageOfTopicIds(db: Db, topicIds: string[], request: PageRequest): Promise<IdPage> {
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
                and ${liveCondition(request.now)} and ${condition}
              order by ${order} limit ${limit}
           ) found
        ) listed
       order by ${order} limit ${limit}`),
  );
}

/** Asks for one row more than shown, to know whether there is an older page, and looks back for the newer one. */
async function page(
  keyset: Keyset,
  { cursor, size }: PageRequest,
  select: (condition: SQL, order: SQL, limit: number) => Promise<Row[]>,
): Promise<IdPage> {
  const rows = await select(cursor ? isAfter(keyset, cursor) : sql`true`, descending(keyset), size + 1);
  const shown = rows.slice(0, size);
  const before = cursor ? await select(isUpTo(keyset, cursor), ascending(keyset), size + 1) : [];
  return {
    ids: shown.map((row) => row.id),
    older: rows.length > size ? (shown.at(-1)?.cursor ?? null) : null,
    newer: before.length > size ? (before.at(-1)?.cursor ?? null) : null,
  };
}
