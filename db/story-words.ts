/** In how many articles words stand, to tell what articles share by chance. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Small tables are counted: what Postgres thinks of them may be old. */
const COUNT_UP_TO = 10_000;

/** How many published articles there are, about, and in how many of them each of these words stands. */
export async function wordCounts(db: Db, words: string[]): Promise<{ articles: number; counts: Map<string, number> }> {
  const [[size], rows] = await Promise.all([
    db.execute<{ counted: number; thought: number }>(sql`
      select (select count(*)::int from (select 1 from article_search limit ${COUNT_UP_TO + 1}) counted) as counted,
             (select reltuples::float8 from pg_class where oid = 'article_search'::regclass) as thought`),
    db.execute<{ word: string; articles: number }>(sql`
      select word, articles from search_word
       where word = any(array(select json_array_elements_text(${JSON.stringify(words)}::json)))`),
  ]);
  const { counted = 0, thought = 0 } = size ?? {};
  return {
    articles: counted > COUNT_UP_TO ? Math.max(counted, thought) : counted,
    counts: new Map(rows.map(({ word, articles }) => [word, articles])),
  };
}
