/** Pages of the newsroom's list of articles: filtered, in any order, as fast among a million. */
import { type SQL, sql } from "drizzle-orm";
import { type ListedArticle, listedArticles } from "./admin-articles";
import {
  LISTED_STATES,
  type ListedState,
  listedState,
  matchingArticles,
  planned,
  type ResolvedFilter,
  storedState,
} from "./admin-filter";
import type { Db } from "./client";
import { article, HEAT_OR_NONE, QUALITY_OR_NONE } from "./schema";

export const SORTS = ["published", "changed", "quality", "heat"] as const;
export type Sort = (typeof SORTS)[number];

/** A row's place in the order: its sort value (times in µs since 1970), and its id. */
export type Place = { value: number; id: number };
export type AskedPage = {
  sort: Sort;
  isRising: boolean;
  /** After this row, or before it; neither: the first page. */
  after: Place | null;
  before: Place | null;
  limit: number;
  now: Date;
};

/** Exact up to `MAX_COUNT`; null: more. */
export type Count = number | null;
export type ArticleList = {
  articles: ListedArticle[];
  /** Places of the first and the last, for the pages beside this one. */
  first: Place | null;
  last: Place | null;
  hasBefore: boolean;
  hasAfter: boolean;
  /** How many match in the state that is shown. */
  count: Count;
  /** How many match in each state; absent: not counted. */
  counts: Partial<Record<ListedState, Count>>;
};

/** Counted up to here: beyond, the number would cost more than it says. */
export const MAX_COUNT = 10_000;

const micros = (time: SQL | typeof article.publishedAt | typeof article.changedAt) =>
  sql`(extract(epoch from ${time}) * 1000000)::float8`;
const momentOf = (value: number) => sql`to_timestamp(${value}::float8 / 1000000)`;
const ORDERS: Record<Sort, { value: SQL; number: SQL; of: (value: number) => SQL }> = {
  published: { value: sql`${article.publishedAt}`, number: micros(article.publishedAt), of: momentOf },
  changed: { value: sql`${article.changedAt}`, number: micros(article.changedAt), of: momentOf },
  quality: { value: QUALITY_OR_NONE, number: sql`${QUALITY_OR_NONE}::float8`, of: (value) => sql`${value}::int` },
  heat: { value: HEAT_OR_NONE, number: sql`${HEAT_OR_NONE}::float8`, of: (value) => sql`${value}::int` },
};

/** When the planner thinks that so many match, they are not counted: it is rarely five times off. */
const SURELY_MANY = 5 * MAX_COUNT;
/** What is collected at most where words are looked for, since each is looked at. */
const MAX_FOUND = 5_000;
/** Of so many articles, by the planner's estimate, each may be looked at for words that stand everywhere. */
const MAX_LOOKED_AT = 20_000;

/**
 * A page of what matches. What few articles match is collected, sorted and counted; what many match is read off an
 * index in the order asked for, until the page is full.
 */
export async function articleList(db: Db, filter: ResolvedFilter, asked: AskedPage): Promise<ArticleList> {
  const { state } = filter;
  const whole = { ...filter, state: null };
  const all = await collected(db, whole, state, asked);
  if (all) {
    const counts = Object.fromEntries(LISTED_STATES.map((each) => [each, all.tally[each] ?? 0]));
    return listOf(db, all.places, asked, { count: state ? (counts[state] ?? 0) : all.total, counts });
  }
  const part = state ? await collected(db, filter, state, asked) : null;
  const count = part?.total ?? null;
  const [places, counts] = await Promise.all([
    part ? part.places : walked(db, filter, asked),
    isOpen(whole) ? countsByState(db, whole, asked.now) : state ? { [state]: count } : {},
  ]);
  return listOf(db, places, asked, { count, counts });
}

/** Whether nothing is left out. */
function isOpen({ words, quality, heat, state: _, withoutPicture, ...rest }: ResolvedFilter): boolean {
  const ranges = [quality.min, quality.max, heat.min, heat.max];
  return words.length === 0 && !withoutPicture && [...ranges, ...Object.values(rest)].every((value) => value === null);
}

type Row = { value: number; id: number };

/** What matches, counted by state, and the page among them of `state`; null where that are too many to collect. */
async function collected(db: Db, filter: ResolvedFilter, state: ListedState | null, asked: AskedPage) {
  // Beside the state that is shown, the others are only counted.
  const isAside = filter.state !== state;
  const limit = await collectable(db, filter, { isAside, now: asked.now });
  if (limit === 0) return null;
  const { value, number } = ORDERS[asked.sort];
  const [row] = await db.execute<{ tally: Record<string, number> | null; places: Row[] | null }>(sql`
    with matching as materialized (
      select ${article.id}, ${value} as value, ${number} as number, ${listedState(asked.now)} as state
        from ${article} where ${matchingArticles(filter, "set", asked.now)} limit ${limit + 1}),
    page as (
      select id, number from matching
       where ${state === null ? sql`true` : sql`state = ${state}`} and ${isBeyond(asked, sql`value`, sql`id`)}
       order by ${inOrder(asked, sql`value`, sql`id`)} limit ${asked.limit + 1})
    select (select json_object_agg(state, articles) from (select state, count(*) as articles from matching group by state) counted) as tally,
           (select json_agg(json_build_object('id', id, 'value', number)) from page) as places`);
  const tally = row?.tally ?? {};
  const total = Object.values(tally).reduce((sum, count) => sum + count, 0);
  return total > limit ? null : { tally, total, places: row?.places ?? [] };
}

/** Up to how many articles that match are to be collected; 0: they are too many, as far as is known beforehand. */
async function collectable(db: Db, filter: ResolvedFilter, { isAside, now }: { isAside: boolean; now: Date }) {
  const { words } = filter;
  const others = await estimate(db, { ...filter, words: [] }, now);
  if (words.length === 0) return others.matching <= (isAside ? MAX_COUNT : SURELY_MANY) ? MAX_COUNT : 0;
  const share = words.reduce((product, { articles }) => product * Math.min(1, articles / others.all), 1);
  return share * others.all <= MAX_FOUND || others.matching <= MAX_LOOKED_AT ? MAX_FOUND : 0;
}

/** About how many articles match, and how many there are, as the planner thinks. */
async function estimate(db: Db, filter: ResolvedFilter, now: Date): Promise<{ matching: number; all: number }> {
  const [matching, [table]] = await Promise.all([
    planned(db, matchingArticles(filter, "set", now)),
    db.execute<{ articles: number }>(sql`
      select greatest(reltuples, 1)::float8 as articles from pg_class where oid = 'article'::regclass`),
  ]);
  return { matching, all: table?.articles ?? 1 };
}

/** The page, read off an index in its order. */
async function walked(db: Db, filter: ResolvedFilter, asked: AskedPage): Promise<Place[]> {
  const { value, number } = ORDERS[asked.sort];
  const matching = matchingArticles(filter, "walk", asked.now);
  const part = (where: SQL) => sql`(
    select ${article.id} as id, ${value} as value, ${number} as number from ${article}
     where ${where} and ${matching} and ${isBeyond(asked, value, sql`${article.id}`)}
     order by ${inOrder(asked, value, sql`${article.id}`)} limit ${asked.limit + 1})`;
  // By day of publication they are indexed state by state.
  const states = filter.state ? [storedState(filter.state)] : (["queued", "published", "unpublished"] as const);
  const parts =
    asked.sort === "published" ? states.map((state) => part(sql`${article.state} = ${state}`)) : [part(sql`true`)];
  const rows = await db.execute<Row>(sql`
    select id::float8 as id, number as value from (${sql.join(parts, sql` union all `)}) page
     order by ${inOrder(asked, sql`page.value`, sql`page.id`)} limit ${asked.limit + 1}`);
  return [...rows];
}

/** Towards which end of the order a page is read. */
const isReadRising = ({ isRising, before }: AskedPage) => isRising !== (before !== null);

function inOrder(asked: AskedPage, value: SQL, id: SQL): SQL {
  return isReadRising(asked) ? sql`${value}, ${id}` : sql`${value} desc, ${id} desc`;
}

function isBeyond(asked: AskedPage, value: SQL, id: SQL): SQL {
  const place = asked.before ?? asked.after;
  if (place === null) return sql`true`;
  const at = sql`(${ORDERS[asked.sort].of(place.value)}, ${place.id}::bigint)`;
  return isReadRising(asked) ? sql`(${value}, ${id}) > ${at}` : sql`(${value}, ${id}) < ${at}`;
}

async function listOf(
  db: Db,
  places: Place[],
  { limit, before, after }: AskedPage,
  counted: Pick<ArticleList, "count" | "counts">,
): Promise<ArticleList> {
  const hasMore = places.length > limit;
  const page = before ? places.slice(0, limit).toReversed() : places.slice(0, limit);
  return {
    articles: await listedArticles(
      db,
      page.map(({ id }) => id),
    ),
    first: page[0] ?? null,
    last: page.at(-1) ?? null,
    hasBefore: before ? hasMore : after !== null,
    hasAfter: before ? true : hasMore,
    ...counted,
  };
}

/** How many are in each state. */
async function countsByState(db: Db, filter: ResolvedFilter, now: Date): Promise<ArticleList["counts"]> {
  const rows = await Promise.all(
    LISTED_STATES.map(async (state) => [state, await countUpTo(db, { ...filter, state }, now)] as const),
  );
  return Object.fromEntries(rows);
}

async function countUpTo(db: Db, filter: ResolvedFilter, now: Date): Promise<Count> {
  const [row] = await db.execute<{ articles: number }>(sql`
    select count(*)::float8 as articles from (
      select 1 from ${article} where ${matchingArticles(filter, "set", now)} limit ${MAX_COUNT + 1}) matching`);
  const articles = row?.articles ?? 0;
  return articles > MAX_COUNT ? null : articles;
}

/** Ids of what matches, rising, after `after` and up to `upTo`. */
export async function matchingIds(
  db: Db,
  filter: ResolvedFilter,
  { after, upTo, limit, now }: { after: number; upTo: number; limit: number; now: Date },
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ${article.id}::float8 as id from ${article}
     where ${article.id} > ${after} and ${article.id} <= ${upTo} and ${matchingArticles(filter, "walk", now)}
     order by ${article.id} limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** How many match, however long it takes. */
export async function exactCount(db: Db, filter: ResolvedFilter, upTo: number, now: Date): Promise<number> {
  const [row] = await db.execute<{ articles: number }>(sql`
    select count(*)::float8 as articles from ${article}
     where ${article.id} <= ${upTo} and ${matchingArticles(filter, "set", now)}`);
  return row?.articles ?? 0;
}

export async function newestId(db: Db): Promise<number> {
  const [row] = await db.execute<{ id: number | null }>(sql`select max(id)::float8 as id from article`);
  return row?.id ?? 0;
}

/** Every type that articles have, few as they are. */
export async function articleTypes(db: Db, limit: number): Promise<string[]> {
  // From one to the next in the index, rather than over all articles. https://wiki.postgresql.org/wiki/Loose_indexscan
  const rows = await db.execute<{ type: string }>(sql`
    with recursive known as (
      (select type from article order by type limit 1)
      union all
      select (select type from article where article.type > known.type order by type limit 1) from known where known.type is not null)
    select type from known where type is not null limit ${limit}`);
  return rows.map(({ type }) => type);
}
