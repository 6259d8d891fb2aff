/** Topics and providers whose names are near a text. There are few of them beside articles, so all names are read. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article } from "./schema";

/** `value` is what a search filter takes: a topic's id, a provider's domain. */
export type NameRow = { value: string; name: string };
export type CountedName = NameRow & { articles: number };
export type NameKind = "topic" | "provider";

/** More live articles than this are given as this many: counting a million takes too long while somebody types. */
export const NAMES_COUNT_UP_TO = 1_000;
/** Of the topics below a topic all articles together are counted up to so many times the limit. */
const TOPICS_OF_AN_ARTICLE = 5;
/** As in lib/topic/below.ts. */
const MAX_DEPTH = 5;
/** Shares of trigrams: https://www.postgresql.org/docs/current/pgtrgm.html */
const SIMILAR_BEGINNING = 0.3;
const SIMILAR_WORD = 0.35;

/** What stands between the words of a name. Not `+` and `#`: C++ and C# are words. */
const BETWEEN_WORDS = "[\\s!\"$%&'()*,./:;<=>?@\\[\\]^_`{|}~\\\\-]+";
const MARKS = "[\\u0300-\\u036f]+";

/** A text as names are compared: lower case without accents, one space between words. */
export const nameKey = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(new RegExp(MARKS, "gu"), "")
    .toLowerCase()
    .replace(new RegExp(BETWEEN_WORDS, "g"), " ")
    .trim();

const keyOf = (text: SQL) =>
  sql`' ' || trim(regexp_replace(lower(regexp_replace(normalize(${text}, NFKD), ${MARKS}, '', 'g')), ${BETWEEN_WORDS}, ' ', 'g'))`;

const NAMES: Record<NameKind, SQL> = {
  topic: sql`select topic.id, topic.name, ${keyOf(sql`label`)}
               from topic cross join lateral (values (topic.name), (topic.shortname), (topic.id)) labels(label)
              where label is not null`,
  provider: sql`select provider.domain, provider.name, ${keyOf(sql`label`)}
                  from provider cross join lateral (values (provider.name), (provider.domain)) labels(label)`,
};

/** Whether there is anything to see of it; of topics that is known when they are counted. */
const isShown = (kind: NameKind, now: Date) =>
  kind === "topic"
    ? sql`true`
    : sql`exists (select 1 from article join provider on provider.id = article.provider_id
                   where provider.domain = named.value and ${liveCondition(now)})`;

const texts = (values: string[]) =>
  sql`unnest(array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[])`;

/**
 * Names that begin with a text, or have words that do: by the place of the text in `beginnings`, those that begin so
 * first, short ones first.
 * @param beginnings as `nameKey` gives them
 */
export async function namesBeginning(
  db: Db,
  kind: NameKind,
  beginnings: string[],
  { now, limit }: { now: Date; limit: number },
): Promise<NameRow[]> {
  if (beginnings.length === 0) return [];
  return db.execute<NameRow>(sql`
    select named.value, named.name
      from (${NAMES[kind]}) named(value, name, key)
      join ${texts(beginnings)} with ordinality sought(text, place)
        on named.key like '% ' || sought.text || '%'
     where ${isShown(kind, now)}
     group by named.value, named.name
     order by min(sought.place * 2 - (named.key like ' ' || sought.text || '%')::int), length(named.name), named.name, named.value
     limit ${limit}`);
}

/**
 * Names that look like a text, the most similar first.
 * @param sought as `nameKey` gives them
 * @param as whether a text may be the beginning of a word, or is a whole one
 */
export async function namesLike(
  db: Db,
  kind: NameKind,
  sought: string[],
  { as, now, limit }: { as: "beginning" | "word"; now: Date; limit: number },
): Promise<NameRow[]> {
  if (sought.length === 0) return [];
  const similar = as === "beginning" ? sql`word_similarity` : sql`strict_word_similarity`;
  const least = as === "beginning" ? SIMILAR_BEGINNING : SIMILAR_WORD;
  return db.execute<NameRow>(sql`
    select named.value, named.name
      from (select value, name, max(${similar}(sought.text, key)) as similarity
              from (${NAMES[kind]}) all_names(value, name, key) cross join ${texts(sought)} sought(text)
             group by value, name) named
     where named.similarity >= ${least} and ${isShown(kind, now)}
     order by named.similarity desc, length(named.name), named.name, named.value
     limit ${limit}`);
}

/** Live articles of each, up to NAMES_COUNT_UP_TO; an article also counts as of its topics' parents. In no order. */
export async function liveArticlesOf(
  db: Db,
  kind: NameKind,
  values: string[],
  now: Date,
): Promise<Map<string, number>> {
  if (values.length === 0) return new Map();
  const rows = await db.execute<{ value: string; articles: number }>(
    kind === "topic" ? topicCounts(values, now) : providerCounts(values, now),
  );
  return new Map(rows.map(({ value, articles }) => [value, articles]));
}

const topicCounts = (ids: string[], now: Date) => sql`
  with recursive below(root, id, name, depth) as (
    select id, id, name, 1 from topic where id in ${ids}
    union all
    select below.root, child.id, child.name, depth + 1
      from below join topic child on child.parent = below.name where depth < ${MAX_DEPTH}
  )
  select roots.root as value, least(counted.articles, ${NAMES_COUNT_UP_TO})::int as articles
    from (select distinct root from below) roots
   cross join lateral (
     select count(distinct article_id) as articles from (
       select found.article_id
         from (select distinct id from below where root = roots.root) topics
        cross join lateral (
          select listed.article_id
            from article_topic listed join ${article} on ${article.id} = listed.article_id
           where listed.topic_id = topics.id and listed.published and ${liveCondition(now)}
           limit ${NAMES_COUNT_UP_TO}
        ) found
        limit ${NAMES_COUNT_UP_TO * TOPICS_OF_AN_ARTICLE}
     ) bounded
   ) counted`;

const providerCounts = (domains: string[], now: Date) => sql`
  select provider.domain as value, counted.articles
    from provider
   cross join lateral (
     select count(*)::int as articles from (
       select 1 from ${article} where ${article.providerId} = provider.id and ${liveCondition(now)} limit ${NAMES_COUNT_UP_TO}
     ) found
   ) counted
   where provider.domain in ${domains}`;
