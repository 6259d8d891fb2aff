/** What readers searched for, counted by day. */
import { desc, gte, lt, type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { searchLog } from "./schema";

/** `day` as `2026-11-24`, `nothing`: those of the searches that found nothing. */
export type SearchCount = { query: string; day: string; searches: number; nothing: number };

/** Adds to what is counted already, all or none. Each query and day only once in `counts`. */
export async function addSearchCounts(db: Db, counts: SearchCount[]): Promise<void> {
  if (counts.length === 0) return;
  await db
    .insert(searchLog)
    .values(counts)
    .onConflictDoUpdate({
      target: [searchLog.query, searchLog.day],
      set: {
        searches: sql`${searchLog.searches} + excluded.searches`,
        nothing: sql`${searchLog.nothing} + excluded.nothing`,
      },
    });
}

export type Searched = { query: string; count: number };
type Asked = { since: string; atLeast: number; limit: number };

/** Queries searched for at least so often from the day `since` on, most first. */
export const mostSearched = (db: Db, asked: Asked): Promise<Searched[]> =>
  most(db, sql<number>`sum(${searchLog.searches})::int`, asked);

/** Queries that found nothing at least so often from the day `since` on, most first. */
export const mostInVain = (db: Db, asked: Asked): Promise<Searched[]> =>
  most(db, sql<number>`sum(${searchLog.nothing})::int`, asked);

function most(db: Db, count: SQL<number>, { since, atLeast, limit }: Asked): Promise<Searched[]> {
  return db
    .select({ query: searchLog.query, count })
    .from(searchLog)
    .where(gte(searchLog.day, since))
    .groupBy(searchLog.query)
    .having(sql`${count} >= ${atLeast}`)
    .orderBy(desc(count), searchLog.query)
    .limit(limit);
}

type Forgotten = {
  /** Counts of days before it. */
  before: string;
  /** Only those of queries searched for less often than this on all days together. */
  rarerThan?: number;
};

/** Removes counts, at most so many; gives how many. Looks at old days only, by their index. */
export async function deleteSearchCounts(db: Db, { before, rarerThan }: Forgotten, limit: number): Promise<number> {
  const isRare =
    rarerThan === undefined
      ? sql`true`
      : sql`${searchLog.searches} < ${rarerThan} and ${rarerThan} >
              (select sum(every_day.searches) from search_log every_day where every_day.query = search_log.query)`;
  const { count } = await db.execute(sql`
    delete from search_log where ctid = any(array(
      select ctid from search_log where ${lt(searchLog.day, before)} and ${isRare} limit ${limit}))`);
  return count;
}
