/** Topics and providers whose names are near a text. There are few of them beside articles, so all names are read. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { PLANNED_ONCE } from "./planned-once";
import { article } from "./schema";
import { MAX_TOPIC_DEPTH } from "./topic-tree";

/** `value` is what a search filter takes: a topic's id, a provider's domain. */
export type NameRow = { value: string; name: string };
export type CountedName = NameRow & { articles: number };
export type NameKind = "topic" | "provider";

/** More live articles than this are given as this many: counting a million takes too long while somebody types. */
export const NAMES_COUNT_UP_TO = 1_000;
/** Of the topics below a topic all articles together are counted up to so many times the limit. */
const TOPICS_OF_AN_ARTICLE = 5;
/** Of the names found so many are looked at whether they have anything live. */
const LOOKED_AT = 200;
/** Shares of trigrams: https://www.postgresql.org/docs/current/pgtrgm.html */
const SIMILAR_BEGINNING = 0.3;
const SIMILAR_WORD = 0.35;

/** What stands between the words of a name, beside spaces. Not `+` and `#`: C++ and C# are words. */
const SEPARATORS = "\t\n\r\u00a0!\"$%&'()*,-./:;<=>?@[\\]^_`{|}~";
const BETWEEN_WORDS = /[\s!"$%&'()*,./:;<=>?@[\]^_`{|}~\\-]+/g;
const MARKS = "[\\u0300-\\u036f]+";

/** A text as names are compared: lower case without accents, one space between words. */
export const nameKey = (text: string): string =>
  text.normalize("NFKD").replace(new RegExp(MARKS, "gu"), "").toLowerCase().replace(BETWEEN_WORDS, " ").trim();

/** The same in SQL, the costly part only for names that need it. `+` and `#` stay here, too. */
const keyOf = (text: SQL) => {
  const plain = sql`case when octet_length(${text}) = length(${text}) then ${text}
                         else regexp_replace(normalize(${text}, NFKD), ${MARKS}, '', 'g') end`;
  const spaced = sql`translate(lower(${plain}), ${SEPARATORS}, ${" ".repeat(SEPARATORS.length)})`;
  // Three times: up to eight separators in a row.
  return sql`' ' || trim(replace(replace(replace(${spaced}, '  ', ' '), '  ', ' '), '  ', ' '))`;
};

/** Columns: value, name, label (what a text may be near to). */
const NAMES: Record<NameKind, SQL> = {
  topic: sql`select topic.id, topic.name, label
               from topic cross join lateral (values (topic.name), (topic.shortname), (topic.id)) labels(label)
              where label is not null`,
  provider: sql`select provider.domain, provider.name, label
                  from provider cross join lateral (values (provider.name), (provider.domain)) labels(label)`,
};

/** Whether there is anything to see of it; of topics that is known when they are counted. */
const isShown = (kind: NameKind, now: Date) =>
  kind === "topic"
    ? sql`true`
    : sql`exists (select 1 from article join provider on provider.id = article.provider_id
                   where provider.domain = named.value and ${liveCondition(now)})`;

const arrayOf = (values: string[]) =>
  sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;

/** The names of topics by id, and of providers by domain; what there is none of is absent. */
export async function namesOf(
  db: Db,
  topicIds: string[],
  domains: string[],
): Promise<Record<NameKind, Map<string, string>>> {
  const names = { topic: new Map<string, string>(), provider: new Map<string, string>() };
  if (topicIds.length + domains.length === 0) return names;
  const among = (values: string[]) => sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`;
  const rows = await db.execute<NameRow & { kind: NameKind }>(sql`${PLANNED_ONCE}
    select 'topic' as kind, id as value, name from topic where id = any(${among(topicIds)})
    union all select 'provider', domain, name from provider where domain = any(${among(domains)})`);
  for (const { kind, value, name } of rows) names[kind].set(value, name);
  return names;
}

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
  // Most names can be left out before they are taken apart.
  const holding = beginnings.map((text) => `%${text.split(" ", 1)[0]}%`);
  return shown(
    db,
    kind,
    sql`select found.value, found.name, row_number() over (
               order by min(found.place), length(found.name), found.name, found.value) as place
          from (select names.value, names.name,
                       sought.place * 2 - (names.key like ' ' || sought.text || '%')::int as place
                  from (select value, name, ${keyOf(sql`label`)} as key
                          from (${NAMES[kind]}) labelled(value, name, label)
                         where octet_length(label) <> length(label) or label ilike any(${arrayOf(holding)})) names
                  join unnest(${arrayOf(beginnings)}) with ordinality sought(text, place)
                    on names.key like '% ' || sought.text || '%') found
         group by found.value, found.name`,
    { now, limit },
  );
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
  return shown(
    db,
    kind,
    sql`select value, name, row_number() over (
               order by max(${similar}(text, label)) desc, length(name), name, value) as place
          from (${NAMES[kind]}) labelled(value, name, label) cross join unnest(${arrayOf(sought)}) sought(text)
         group by value, name
        having max(${similar}(text, label)) >= ${least}`,
    { now, limit },
  );
}

/** The first of these rows of value, name and place of which there may be something to see. */
const shown = (db: Db, kind: NameKind, rows: SQL, { now, limit }: { now: Date; limit: number }): Promise<NameRow[]> =>
  db.execute<NameRow>(sql`
    select named.value, named.name
      from (select * from (${rows}) placed where place <= ${LOOKED_AT} order by place limit ${LOOKED_AT}) named
     where ${isShown(kind, now)}
     order by named.place limit ${limit}`);

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
    select id, id, name, 0 from topic where id in ${ids}
    union all
    select below.root, child.id, child.name, depth + 1
      from below join topic child on child.parent = below.name where depth < ${MAX_TOPIC_DEPTH}
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
           order by listed.published_at desc, listed.article_id desc
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
