/** Full-text search in Postgres: what matches, counted and in order. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { matching, type SearchConditions } from "./search-conditions";

export type SearchOrder = "hot" | "newest" | "top";
export type SearchFacet = "topic" | "provider" | "type" | "year" | "month";
export type FacetValue = { value: string; count: number };
/** An article and what it is one of: its story, or itself alone. */
export type Found = { id: number; story: number };

export type Tally = {
  /** Whether the samples say that there are too many: then nothing else was counted. */
  tooMany: boolean;
  /** Where there are too many: how many of the small sample match, up to its most. */
  sampled: number;
  /** Articles that match, up to the limit; 0 where the sample says that there are too many. */
  total: number;
  /** Stories and single articles. */
  groups: number;
  /** The first of them. */
  found: Found[];
  facets: Partial<Record<SearchFacet, FacetValue[]>>;
  /** For each step of the order (see `step`) how many; where asked for. */
  steps: { step: number; count: number }[];
};

export type Samples = {
  /** A tsquery of those of the sample; above `largeAbove` there are too many. */
  large: string;
  largeAbove: number;
  /** Counted where there are too many, up to `smallMost`. */
  small: string;
  smallMost: number;
};

export type TallyOptions = {
  now: Date;
  timeZone: string;
  /** Counts only where of a sample no more match: what is too broad costs only finding out. */
  unless?: Samples;
  /** So many rows are looked at. */
  limit: number;
  facets: readonly SearchFacet[];
  /** Values that are counted however few they are. */
  chosen: string[];
  order: SearchOrder;
  take: number;
  /** Whether of each story only the first is among `found`. */
  collapse?: boolean;
  /** Whether `groups` is wanted; else it is 0. */
  grouped: boolean;
  /** How much of the order's first column is a step; absent: steps are not counted. */
  perStep?: number;
};

const ORDERS: Record<SearchOrder, SQL> = {
  hot: sql`hot desc, article_id desc`,
  newest: sql`published_at desc, article_id desc`,
  top: sql`heat desc, published_at desc, article_id desc`,
};
const MAX_FACET_VALUES = 100;
const COLUMNS = sql`article_id, story_id, provider_id, type, topic_ids, published_at, heat, hot`;
const GROUP = sql`coalesce(story_id, -article_id)`;

/** Counts what matches, and gives its first articles. One statement, which reads each match once. */
export async function tally(db: Db, conditions: SearchConditions, options: TallyOptions): Promise<Tally> {
  const { now, unless, limit, facets, order, take, collapse = false, grouped, perStep } = options;
  const where = matching(conditions, now);
  const countOf = (tsquery: string, most: number) => sql`
    select count(*)::int from (select 1 from article_search where ${matching({ ...conditions, tsquery }, now)} limit ${most}) counted`;
  const isTooMany = unless
    ? sql`(${countOf(unless.large, unless.largeAbove + 1)}) > ${unless.largeAbove}::int`
    : sql`false`;
  // The small sample is only counted where it is needed.
  const smallCount = unless
    ? sql`case when is_too_many then (${countOf(unless.small, unless.smallMost)}) else 0 end`
    : sql`0`;
  const parts = [
    sql`'sampled', (select ${smallCount} from checked)`,
    sql`'tooMany', (select is_too_many from checked)`,
    sql`'total', (select count(*) from matched)`,
    ...(grouped ? [sql`'groups', (select count(distinct ${GROUP}) from matched)`] : []),
    ...(take > 0 ? [sql`'found', ${firstOf(order, take, collapse)}`] : []),
    ...facets.map((facet) => sql`${sql.raw(`'${facet}'`)}, ${facetCounts(facet, options)}`),
    ...(perStep === undefined ? [] : [sql`'steps', ${stepCounts(order, perStep)}`]),
  ];
  const [row] = await db.execute<{ tally: Partial<Omit<Tally, "facets">> & Tally["facets"] }>(sql`
    with checked(is_too_many) as materialized (select ${isTooMany}),
         matched as materialized (
           select ${COLUMNS} from article_search where ${where}
            limit (select case when is_too_many then 0 else ${limit}::int end from checked))
    select json_build_object(${sql.join(parts, sql`, `)}) as tally`);
  const { sampled = 0, tooMany = false, total = 0, groups = 0, found = [], steps, ...counts } = row?.tally ?? {};
  return { sampled, tooMany, total, groups, found, steps: steps ?? [], facets: counts };
}

/** The first of each story, and what stands alone. */
const headsOf = (order: SearchOrder) => sql`
  (select distinct on (${GROUP}) article_id, story_id, hot, heat, published_at from matched
    order by ${GROUP}, ${ORDERS[order]}) heads`;

const firstOf = (order: SearchOrder, take: number, collapse: boolean) => sql`
  (select coalesce(json_agg(json_build_object('id', article_id, 'story', ${GROUP}) order by ${ORDERS[order]}), '[]')
     from (select article_id, story_id, hot, heat, published_at from ${collapse ? headsOf(order) : sql`matched`}
            order by ${ORDERS[order]} limit ${take}) first)`;

function facetCounts(facet: SearchFacet, { timeZone, chosen }: TallyOptions): SQL {
  const isChosen = sql`value = any(array(select json_array_elements_text(${JSON.stringify(chosen)}::json)))`;
  const counted = (values: SQL, order = sql`count desc, value`) => sql`
    (select coalesce(json_agg(json_build_object('value', value, 'count', count) order by ${order}), '[]')
       from (select value, count from (${values}) each order by ${isChosen} desc, count desc, value
              limit ${MAX_FACET_VALUES}) most)`;
  switch (facet) {
    case "topic":
      return counted(
        sql`select value, count(*) as count from (select unnest(topic_ids) as value from matched) listed group by value`,
      );
    case "provider":
      return counted(sql`
        select domain as value, count from (select provider_id, count(*) as count from matched group by 1) each
          join provider on provider.id = provider_id`);
    case "type":
      return counted(sql`select type as value, count(*) as count from matched group by type`);
    default:
      return sql`
        (select coalesce(json_agg(json_build_object('value', to_char(moment, ${facet === "year" ? "YYYY" : "YYYY-MM"}::text), 'count', count) order by moment), '[]')
           from (select date_trunc(${facet}, published_at at time zone ${timeZone}) as moment, count(*) as count
                   from matched group by 1) counted)`;
  }
}

/** Steps as lib/search/lexemes.ts numbers them, before they are clamped. */
function stepCounts(order: SearchOrder, perStep: number): SQL {
  const utc = sql`(published_at at time zone 'UTC')`;
  const step = {
    hot: sql`floor(hot / ${perStep}::float8)`,
    top: sql`floor(heat / ${perStep}::float8)`,
    newest: sql`extract(year from ${utc}) * 12 + extract(month from ${utc}) - 1`,
  }[order];
  return sql`(select json_agg(json_build_object('step', step, 'count', count) order by step desc)
                from (select (${step})::int as step, count(*) as count from matched group by 1) counted)`;
}

/**
 * The first articles in an order by walking it: for what so many match that the first are near its beginning.
 * Call it within `searching`.
 */
export async function walk(
  db: Db,
  conditions: SearchConditions,
  { now, order, take }: { now: Date; order: SearchOrder; take: number },
): Promise<Found[]> {
  const bitmaps = (set: "on" | "off") => db.execute(sql.raw(`set local enable_bitmapscan = ${set}`));
  await bitmaps("off");
  const found = await db.execute<Found>(sql`
    select article_id::float8 as id, ${GROUP}::float8 as story from article_search
     where ${matching(conditions, now)} order by ${ORDERS[order]} limit ${take}`);
  await bitmaps("on");
  return [...found];
}

/** The highest of each order: where its steps begin. Null where there are no articles. */
export async function highest(db: Db): Promise<{ hot: number; newest: number; top: number } | null> {
  const [row] = await db.execute<{ hot: number | null; newest: number; top: number }>(sql`
    select (select max(hot) from article_search) as hot,
           (select extract(epoch from max(published_at))::float8 * 1000 from article_search) as newest,
           (select max(heat) from article_search) as top`);
  return row && row.hot !== null ? { hot: row.hot, newest: row.newest, top: row.top } : null;
}

/** Postgres's code for a statement that took longer than it may. */
const TOO_SLOW = "57014";

/** Whether a statement within `searching` was stopped. */
export const isTooSlow = (error: unknown): boolean =>
  error instanceof Error && (("code" in error && error.code === TOO_SLOW) || isTooSlow(error.cause));

/**
 * Runs statements of one search: a connection of their own, planned for the index over documents, each stopped after
 * `timeoutMs`. Compiling (`jit`) takes longer than any of them.
 */
export function searching<T>(db: Db, timeoutMs: number, run: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(async (tx) => {
    // Awaited: a statement that is sent together with it may run without it.
    await tx.execute(
      sql.raw(`select set_config('statement_timeout', '${timeoutMs}', true), set_config('jit', 'off', true),
                      set_config('enable_seqscan', 'off', true), set_config('work_mem', '32MB', true),
                      set_config('max_parallel_workers_per_gather', '0', true)`),
    );
    return run(tx as Db);
  });
}
