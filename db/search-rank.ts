/** How well articles match, for a bounded number of them. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";

/** What a match is worth: the first of these tsqueries that it meets. */
export type Worth = { tsquery: string; value: number }[];
export type Ranking = {
  /** Their values are added up. */
  worths: Worth[];
  /** Titles that meet it are worth the more the fewer other words they have. */
  title: { tsquery: string; words: number; value: number } | null;
};

/** Nearer scores are the same: `hot` decides. */
const DECIMALS = 2;

/** These articles, best first; what is worth the same by `hot`, then id. */
export async function ranked(
  db: Db,
  ids: number[],
  { worths, title }: Ranking,
): Promise<{ id: number; story: number }[]> {
  if (ids.length === 0) return [];
  const parts: SQL[] = worths
    .filter((worth) => worth.length > 0)
    .map((worth) => {
      const cases = worth.map(({ tsquery, value }) => sql`when d @@ ${tsquery}::tsquery then ${value}::float8`);
      return sql`case ${sql.join(cases, sql` `)} else 0 end`;
    });
  if (title)
    parts.push(
      sql`case when d @@ ${title.tsquery}::tsquery then ${title.value}::float8 * least(1, ${title.words}::float8 / greatest(title_words, 1)) else 0 end`,
    );
  const score = parts.length > 0 ? sql.join(parts, sql` + `) : sql`0`;
  // Joined with nothing, the document is read from its place once and not by every condition.
  const rows = await db.execute<{ id: number; story: number }>(sql`
    with given as materialized (
      select article_id, story_id, hot, title_words, document || ''::tsvector as d
        from article_search where article_id = any(array(select json_array_elements_text(${JSON.stringify(ids)}::json)::bigint)))
    select article_id::float8 as id, coalesce(story_id, -article_id)::float8 as story
      from given order by round((${score})::numeric, ${DECIMALS}) desc, hot desc, article_id desc`);
  return [...rows];
}
