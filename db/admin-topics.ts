/** Topics as the newsroom lists them. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export type Tally = { articles: number; published: number };

/** How many articles each topic has, in all states and published; those without any are left out. */
export async function topicTallies(db: Db): Promise<Map<string, Tally>> {
  const rows = await db.execute<Tally & { id: string }>(sql`
    select topic_id as id, count(*)::int as articles, (count(*) filter (where published))::int as published
      from article_topic group by topic_id`);
  return new Map(rows.map(({ id, ...tally }) => [id, tally]));
}

/** The same for one topic. */
export async function topicTally(db: Db, id: string): Promise<Tally> {
  const [row] = await db.execute<Tally>(sql`
    select count(*)::int as articles, (count(*) filter (where published))::int as published
      from article_topic where topic_id = ${id}`);
  return row ?? { articles: 0, published: 0 };
}
