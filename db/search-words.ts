/**
 * The vocabulary: words that stand in articles, and in about how many. It may know words that no live article has any
 * more: what is shown to readers, or taken for known, is looked up in the documents.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import { PLANNED_ONCE } from "./planned-once";
import { liveDocument } from "./search-conditions";

export type WordCount = { word: string; articles: number };

/** Greater than all that may follow a beginning. */
const LAST_SIGN = sql`chr(1114111)`;
/** Up to so many letters, beginnings have an index that knows their most frequent words. */
const INDEXED_BEGINNING = 2;

const listed = (values: string[]) => sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`;

/** Those of these words that the vocabulary has; those in fewer articles than `surelyFrom` only if one is live. */
export async function knownWords(
  db: Db,
  words: string[],
  { now, surelyFrom }: { now: Date; surelyFrom: number },
): Promise<WordCount[]> {
  if (words.length === 0) return [];
  return db.execute<WordCount>(sql`${PLANNED_ONCE}
    select word, articles from search_word where word = any(${listed(words)})
       and case when articles >= ${surelyFrom} then true
                else (select count(*) from article_search where document @@ quote_literal(word)::tsquery and ${liveDocument(now)}) > 0 end`);
}

/** From so many articles on (there may be far more, see `addWords`), a part of them is looked at before all. */
const SAMPLED_FROM = 50;

/**
 * Those of these words that a live article has. Call it within `searching`.
 * @param sample a lexeme that picks part of all articles
 */
export async function liveWords(
  db: Db,
  words: WordCount[],
  { now, sample }: { now: Date; sample: string },
): Promise<Set<string>> {
  if (words.length === 0) return new Set();
  const given = JSON.stringify(words.map(({ word, articles }) => ({ word, articles })));
  const standing = (query: SQL) =>
    sql`exists (select 1 from article_search where document @@ ${query}::tsquery and ${liveDocument(now)})`;
  const sampled = sql`(quote_literal(word) || ' & ' || quote_literal(${sample}::text))`;
  const rows = await db.execute<{ word: string }>(sql`
    select word from jsonb_to_recordset(${given}::jsonb) as given(word text, articles int)
     where (articles >= ${SAMPLED_FROM}::int and ${standing(sampled)}) or ${standing(sql`quote_literal(word)`)}`);
  return new Set(rows.map(({ word }) => word));
}

/**
 * The most frequent words that begin so, most frequent first, and in how many articles all that begin so stand; null
 * where the beginning is so short that they are too many to add up.
 */
export async function completionsOf(
  db: Db,
  beginning: string,
  most: number,
): Promise<{ words: string[]; articles: number | null }> {
  const { length } = [...beginning];
  const isShort = length <= INDEXED_BEGINNING;
  const begins = isShort
    ? sql`left(word, ${sql.raw(String(length))}) = ${beginning}`
    : sql`word ~>=~ ${beginning} and word ~<~ (${beginning} || ${LAST_SIGN})`;
  const all = isShort ? sql`null::float8` : sql`(sum(articles) over ())::float8`;
  const rows = await db.execute<WordCount & { all: number | null }>(sql`
    select word, articles, ${all} as "all" from search_word where ${begins} order by articles desc, word desc limit ${most}`);
  const sum = rows.reduce((sum, { articles }) => sum + articles, 0);
  return { words: rows.map(({ word }) => word), articles: rows.length < most ? sum : (rows[0]?.all ?? null) };
}

/** Those of these spellings that are words; with `asBeginnings` also words that begin so, a few for each. */
export async function spelledWords(
  db: Db,
  spellings: string[],
  { asBeginnings }: { asBeginnings: boolean },
): Promise<(WordCount & { spelling: string })[]> {
  if (!asBeginnings)
    return db.execute(
      sql`select word, articles, word as spelling from search_word where word = any(${listed(spellings)})`,
    );
  return db.execute(sql`
    select near.word, near.articles, spelling
      from json_array_elements_text(${JSON.stringify(spellings)}::json) spelling,
           lateral (select word, articles from search_word
                     where word ~>=~ spelling and word ~<~ (spelling || ${LAST_SIGN})
                     order by word using ~<~ limit 8) near`);
}

/** Words that share many trigrams with this one and are at most `farther` letters longer or shorter. */
export async function similarWords(
  db: Db,
  word: string,
  { least, farther, most }: { least: number; farther: number; most: number },
): Promise<WordCount[]> {
  const [, rows] = await Promise.all([
    db.execute(sql`select set_config('pg_trgm.similarity_threshold', ${String(least)}, true)`),
    db.execute<WordCount>(sql`
      select word, articles from search_word
       where word % ${word} and char_length(word) between char_length(${word}) - ${farther}::int and char_length(${word}) + ${farther}::int
       order by similarity(word, ${word}) desc, articles desc, word limit ${most}`),
  ]);
  return rows;
}

/** Which of these tsqueries find a live article, whether the vocabulary knows of it or not. By their place in the list. */
export async function findingAny(db: Db, tsqueries: string[], now: Date): Promise<number[]> {
  if (tsqueries.length === 0) return [];
  const rows = await db.execute<{ place: number }>(sql`
    select place::int as place from json_array_elements_text(${JSON.stringify(tsqueries)}::json) with ordinality as asked(query, place)
     where exists (select 1 from article_search where document @@ query::tsquery and ${liveDocument(now)})`);
  return rows.map(({ place }) => place - 1);
}

/** Words are lexemes without one of these signs before them. */
const IS_WORD = sql`lexeme !~ '^[~^|]'`;

/** Words of those of these articles that are live, each with the number of articles that have it, by word. */
export async function wordsOfArticles(db: Db, articleIds: number[], now: Date): Promise<WordCount[]> {
  return db.execute<WordCount>(sql`
    select lexeme as word, count(*)::int as articles
      from article_search, unnest(tsvector_to_array(document)) lexeme
     where article_id = any(array(select json_array_elements_text(${JSON.stringify(articleIds)}::json)::bigint)) and ${IS_WORD}
       and ${liveDocument(now)}
     group by lexeme order by lexeme collate "C"`);
}

/**
 * Adds words, sorted, so that two writers wait for each other rather than deadlock. Counts of words that many articles
 * have stay until the next recount: it would write the same rows with every article.
 */
export async function addWords(db: Db, words: WordCount[], { frequentFrom }: { frequentFrom: number }): Promise<void> {
  if (words.length === 0) return;
  await db.execute(sql`
    insert into search_word as known (word, articles)
    select given.word, given.articles from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as given(word text, articles int)
     where not exists (select 1 from search_word frequent where frequent.word = given.word and frequent.articles >= ${frequentFrom})
     order by given.word collate "C"
    on conflict (word) do update set articles = known.articles + excluded.articles`);
}

/** Words of up to `limit` live articles after one, and the last article read; null when there are none. */
export async function wordsAfter(
  db: Db,
  after: number,
  { limit, now }: { limit: number; now: Date },
): Promise<{ last: number; words: WordCount[] } | null> {
  const [row] = await db.execute<{ last: number | null; words: WordCount[] | null }>(sql`
    with page as materialized (select article_id, document from article_search where article_id > ${after} and ${liveDocument(now)} order by article_id limit ${limit}),
         counted as (select lexeme, count(*)::int as articles from page, unnest(tsvector_to_array(document)) lexeme where ${IS_WORD} group by lexeme)
    select (select max(article_id)::float8 from page) as last,
           (select json_agg(json_build_object('word', lexeme, 'articles', articles)) from counted) as words`);
  return row?.last == null ? null : { last: row.last, words: row.words ?? [] };
}

/** Sets the counts of these words. */
export async function setWords(db: Db, words: WordCount[]): Promise<void> {
  if (words.length === 0) return;
  await db.execute(sql`
    insert into search_word as known (word, articles)
    select given.word, given.articles from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as given(word text, articles int)
     order by given.word collate "C"
    on conflict (word) do update set articles = excluded.articles where known.articles <> excluded.articles`);
}

/** Up to `limit` words of the vocabulary after one, by code point. */
export const vocabularyAfter = (db: Db, after: string, limit: number): Promise<WordCount[]> =>
  db.execute<WordCount>(
    sql`select word, articles from search_word where word ~>~ ${after} order by word using ~<~ limit ${limit}`,
  );

/** Removes those of these words that no article has which is live, or will be. */
export async function removeWordsWithoutDocument(db: Db, words: string[], now: Date): Promise<void> {
  if (words.length === 0) return;
  await db.execute(sql`
    delete from search_word where word = any(${listed(words)})
       and not exists (select 1 from article_search where document @@ quote_literal(word)::tsquery
                         and (live_until is null or live_until > ${now.toISOString()}::timestamptz))`);
}

/** How many documents and words there are. */
export async function vocabularySize(db: Db): Promise<{ documents: number; words: number }> {
  const [row] = await db.execute<{ documents: number; words: number }>(sql`
    select (select count(*)::int from article_search) as documents, (select count(*)::int from search_word) as words`);
  return row ?? { documents: 0, words: 0 };
}

/** Puts what was indexed lately in its place in the index; until then every search reads through it. */
export async function settleSearchIndex(db: Db): Promise<void> {
  await db.execute(sql`select gin_clean_pending_list('article_search_document')`);
}
