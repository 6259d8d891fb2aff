/** What a search restricts, as conditions on rows of `article_search`. */
import { type SQL, sql } from "drizzle-orm";

type Range = { min: number | null; max: number | null };

export type SearchConditions = {
  /** Words and filters that the index over `document` answers; never empty. */
  tsquery: string;
  /** From (inclusive) until (exclusive). */
  from: Date | null;
  until: Date | null;
  quality: Range;
  heat: Range;
  /** Any of these; empty: no restriction. */
  stories: number[];
};

/** True of documents whose articles are live at `now`. For queries whose `article_search` has no alias. */
export function liveDocument(now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`(live_from is null or live_from <= ${at}) and (live_until is null or live_until > ${at})`;
}

/** True of what matches and is live at `now`. For queries whose `article_search` has no alias. */
export function matching({ tsquery, from, until, quality, heat, stories }: SearchConditions, now: Date): SQL {
  const all = [sql`document @@ ${tsquery}::tsquery`, liveDocument(now)];
  if (from) all.push(sql`published_at >= ${from.toISOString()}::timestamptz`);
  if (until) all.push(sql`published_at < ${until.toISOString()}::timestamptz`);
  for (const [column, { min, max }] of [[sql`quality`, quality] as const, [sql`heat`, heat] as const]) {
    if (min !== null) all.push(sql`${column} >= ${min}::int`);
    if (max !== null) all.push(sql`${column} <= ${max}::int`);
  }
  if (stories.length > 0) all.push(sql`story_id in ${stories}`);
  return sql.join(all, sql` and `);
}
