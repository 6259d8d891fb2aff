/** What the newsroom's list of articles can be narrowed to, as conditions on rows of `article`. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { type ArticleState, article, HEAT_OR_NONE, QUALITY_OR_NONE, WORDS_OF_ARTICLE } from "./schema";

/** What is published is told apart by its schedule. */
export const LISTED_STATES = ["queued", "published", "scheduled", "ended", "unpublished"] as const;
export type ListedState = (typeof LISTED_STATES)[number];

/** Least and most, both in; null: open. */
export type Range = { min: number | null; max: number | null };

/** Something that was typed: as it stands, and the beginnings of words that any text with it has. */
export type SoughtWord = {
  text: string;
  /** As `article_search` has words. */
  folded: string[];
  /** As Postgres reads words. */
  plain: string[];
};

export type ArticleFilter = {
  /** Each stands in the title, the excerpt or the provider's name, at the beginning of a word. */
  words: SoughtWord[];
  state: ListedState | null;
  /** Domain. */
  provider: string | null;
  /** Id. */
  topic: string | null;
  type: string | null;
  quality: Range;
  heat: Range;
  /** Published from (inclusive) until (exclusive). */
  from: Date | null;
  until: Date | null;
  inStory: boolean | null;
  withoutPicture: boolean;
  /** Id of a person: what is among their last changes. */
  changedBy: number | null;
};

export type ResolvedWord = SoughtWord & {
  /** Of providers that have it in their name. */
  providerIds: number[];
  /** In about how many articles it stands, at most; infinity where it has no letters. */
  articles: number;
};

/** A filter with what Postgres can't look up on the way without losing its sense of proportion. */
export type ResolvedFilter = Omit<ArticleFilter, "provider" | "words"> & {
  /** 0: there is no such provider. */
  providerId: number | null;
  words: ResolvedWord[];
};

/** Changes of one person that are looked through. */
const MAX_CHANGES = 20_000;
/** Providers whose name has a word. */
const MAX_NAMED = 200;
/** A beginning in more articles than that is looked for article by article: to collect them all takes too long. */
const EVERYWHERE_FROM = 300_000;
const isEverywhere = ({ articles }: ResolvedWord): boolean => articles > EVERYWHERE_FROM;

export async function resolvedFilter(db: Db, { provider, words, ...rest }: ArticleFilter): Promise<ResolvedFilter> {
  const [found] = provider === null ? [] : await idsOf(db, sql`domain = ${provider}`);
  const providerId = provider === null ? null : (found ?? 0);
  const resolved = await Promise.all(words.map((word) => resolvedWord(db, word, providerId)));
  return { ...rest, providerId, words: resolved.filter((word) => word !== null) };
}

/** Null: the word stands in the name of the provider that all are of, so that it leaves none of them out. */
async function resolvedWord(db: Db, word: SoughtWord, providerId: number | null): Promise<ResolvedWord | null> {
  const [named, counts] = await Promise.all([
    providersNamed(db, word.text),
    Promise.all(word.folded.map((beginning) => articlesWith(db, beginning))),
  ]);
  if (providerId !== null && named.includes(providerId)) return null;
  const providerIds = providerId === null ? named : [];
  if (counts.length === 0 || word.plain.length === 0)
    return { ...word, providerIds, articles: Number.POSITIVE_INFINITY };
  const theirs = providerIds.length === 0 ? 0 : await planned(db, sql`${article.providerId} in ${providerIds}`);
  return { ...word, providerIds, articles: Math.min(...counts) + theirs };
}

/** Providers that have a word in their name or domain that begins so. */
function providersNamed(db: Db, text: string): Promise<number[]> {
  const beginning = `${/^[\p{L}\p{N}]/u.test(text) ? "\\m" : ""}${text.replace(/[^\p{L}\p{N}]/gu, "\\$&")}`;
  return idsOf(db, sql`name ~* ${beginning} or domain ~* ${beginning}`);
}

/** About how many articles match, as the planner thinks. */
export async function planned(db: Db, where: SQL): Promise<number> {
  const [row] = await db.execute<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    sql`explain (format json) select 1 from ${article} where ${where}`,
  );
  return row?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}

async function idsOf(db: Db, where: SQL): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(
    sql`select id::float8 as id from provider where ${where} limit ${MAX_NAMED}`,
  );
  return rows.map(({ id }) => id);
}

/** In how many articles, at most, words stand that begin so. */
async function articlesWith(db: Db, beginning: string): Promise<number> {
  const [row] = await db.execute<{ articles: number }>(sql`
    select coalesce(sum(articles), 0)::float8 as articles from search_word
     where word ~>=~ ${beginning} and word ~<~ (${beginning}::text || chr(1114111))`);
  return row?.articles ?? 0;
}

/**
 * How the matching articles are to be found: `set` collects them by what they have in common, `walk` looks at one after
 * the other in another order. Both are true of the same articles.
 */
export type Manner = "set" | "walk";

/** True of articles that match. For queries whose `article` table has no alias. */
export function matchingArticles(filter: ResolvedFilter, manner: Manner, now: Date): SQL {
  const { state, providerId, topic, type, quality, heat, from, until, inStory, withoutPicture, changedBy } = filter;
  const all = [sql`true`, ...withWords(filter.words, manner)];
  if (state !== null) all.push(isInState(state, now));
  if (providerId !== null) all.push(manner === "set" ? isOf([providerId]) : sql`${article.providerId} = ${providerId}`);
  if (topic !== null) all.push(hasTopic(topic, manner));
  if (type !== null) all.push(sql`${article.type} = ${type}`);
  // As the indexes have them, so that a range is a part of one.
  all.push(...within(QUALITY_OR_NONE, quality), ...within(HEAT_OR_NONE, heat));
  if (from) all.push(sql`${article.publishedAt} >= ${from.toISOString()}::timestamptz`);
  if (until) all.push(sql`${article.publishedAt} < ${until.toISOString()}::timestamptz`);
  if (inStory !== null) all.push(inStory ? sql`${article.storyId} is not null` : sql`${article.storyId} is null`);
  if (withoutPicture) all.push(sql`${article.images} = '[]'::jsonb`);
  if (changedBy !== null) all.push(wasChangedBy(changedBy));
  return sql.join(all, sql` and `);
}

function within(value: SQL, { min, max }: Range): SQL[] {
  const least = min === null && max !== null ? sql`${value} > ${sql.raw("-1000000000")}` : null;
  return [
    ...(least ? [least] : []),
    ...(min === null ? [] : [sql`${value} >= ${min}::int`]),
    ...(max === null ? [] : [sql`${value} <= ${max}::int`]),
  ];
}

export function isInState(state: ListedState, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const isPublished = sql`${article.state} = 'published'`;
  if (state === "published") return liveCondition(now);
  if (state === "ended") return sql`${isPublished} and ${article.liveUntil} <= ${at}`;
  if (state === "scheduled") {
    return sql`${isPublished} and ${article.liveFrom} > ${at} and (${article.liveUntil} is null or ${article.liveUntil} > ${at})`;
  }
  return sql`${article.state} = ${state}`;
}

/** An article's state as it is listed. Its twin for rows in memory: app/admin/_ui/state.tsx. */
export function listedState(now: Date): SQL<ListedState> {
  return sql<ListedState>`case when ${article.state} <> 'published' then ${article.state} when ${isInState("ended", now)} then 'ended' when ${isInState("scheduled", now)} then 'scheduled' else 'published' end`;
}

/** The state in the table that a listed one is part of. */
export const storedState = (state: ListedState): ArticleState =>
  state === "scheduled" || state === "ended" ? "published" : state;

/** In two halves, as the indexes are. */
const isOf = (providerIds: number[]): SQL =>
  sql`(${article.state} = 'published' and ${article.providerId} in ${providerIds} or ${article.state} <> 'published' and ${article.providerId} in ${providerIds})`;

function hasTopic(topic: string, manner: Manner): SQL {
  if (manner === "walk") {
    return sql`exists (select 1 from article_topic where article_topic.article_id = ${article.id} and topic_id = ${topic})`;
  }
  return sql`${article.id} in (
    select article_id from article_topic where topic_id = ${topic} and published
    union all select article_id from article_topic where topic_id = ${topic} and not published)`;
}

const wasChangedBy = (userId: number): SQL => sql`${article.id} in (
  select subject_id::bigint from (
    select subject_id from audit_event where user_id = ${userId} and subject = 'article' order by id desc limit ${MAX_CHANGES}) changed)`;

function withWords(words: ResolvedFilter["words"], manner: Manner): SQL[] {
  if (words.length === 0) return [];
  const collected = words.filter((word) => manner === "set" && !isEverywhere(word));
  const each = words.map((word) => {
    const parts = [stands(word.text)];
    if (!collected.includes(word)) parts.push(beginsThere([word]));
    return orOf(sql.join(parts, sql` and `), word.providerIds);
  });
  // Those that can't be meant for a provider are collected together: that takes as long as the rarest of them.
  const together = collected.filter(({ providerIds }) => providerIds.length === 0);
  const alone = collected.filter(({ providerIds }) => providerIds.length > 0);
  return [
    ...(together.length > 0 ? [collectedBy(together, [])] : []),
    ...alone.map((word) => collectedBy([word], word.providerIds)),
    ...each,
  ];
}

function stands(text: string): SQL {
  const pattern = likePattern(text);
  return sql`(${article.title} ilike ${pattern} or ${article.excerpt} ilike ${pattern})`;
}

const orOf = (condition: SQL, providerIds: number[]): SQL =>
  providerIds.length === 0 ? sql`(${condition})` : sql`(${condition} or ${article.providerId} in ${providerIds})`;

function beginsThere(words: SoughtWord[]): SQL {
  const { folded, plain } = queriesOf(words);
  // Signs alone begin no word.
  if (!folded || !plain) return sql`true`;
  return sql`case when ${article.state} = 'published'
    then exists (select 1 from article_search where article_search.article_id = ${article.id} and document @@ ${folded}::tsquery)
    else ${WORDS_OF_ARTICLE} @@ ${plain}::tsquery end`;
}

function collectedBy(words: SoughtWord[], providerIds: number[]): SQL {
  const { folded, plain } = queriesOf(words);
  const named =
    providerIds.length === 0
      ? sql``
      : sql`union all select id from article where state = 'published' and provider_id in ${providerIds}
            union all select id from article where state <> 'published' and provider_id in ${providerIds}`;
  return sql`${article.id} in (
    select article_id from article_search where document @@ ${folded}::tsquery
    union all select id from article where state <> 'published' and ${WORDS_OF_ARTICLE} @@ ${plain}::tsquery
    ${named})`;
}

const queriesOf = (words: SoughtWord[]) => ({
  folded: beginnings(words.flatMap(({ folded }) => folded)),
  plain: beginnings(words.flatMap(({ plain }) => plain)),
});

/** A tsquery of words that begin so. */
const beginnings = (all: string[]): string =>
  [...new Set(all)].map((one) => `'${one.replace(/[\\']/g, (sign) => sign + sign)}':*`).join(" & ");

/** Quotes and ampersands may stand as entities, and quotes as typographers set them. */
const likePattern = (text: string) =>
  `%${text
    .replace(/[\\%_]/g, "\\$&")
    .replaceAll("&", "&%")
    .replace(/['’"“”]/g, "%")}%`;
