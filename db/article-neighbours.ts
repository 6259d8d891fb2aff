/** Articles that share topics with one and were published around its time: few, whatever the size of the archive. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article } from "./schema";

export type Neighbour = { id: number; title: string; shared: number };

/** `each` is how many before and how many after it are looked at in each of its topics. */
export async function neighbours(db: Db, articleId: number, now: Date, each: number): Promise<Neighbour[]> {
  const side = (comparison: "<=" | ">", order: "asc" | "desc") => sql`
    (select listed.article_id
       from article_topic listed
      where listed.topic_id = own.topic_id and listed.published
        and listed.published_at ${sql.raw(comparison)} own.published_at
      order by listed.published_at ${sql.raw(order)}, listed.article_id ${sql.raw(order)}
      limit ${each})`;
  return db.execute<Neighbour>(sql`
    select near.article_id::int as id, ${article.title} as title, count(*)::int as shared
      from article_topic own
     cross join lateral (${side("<=", "desc")} union all ${side(">", "asc")}) near
      join ${article} on ${article.id} = near.article_id and ${liveCondition(now)}
     where own.article_id = ${articleId} and near.article_id <> ${articleId}
       and (${article.storyId} is null
            or ${article.storyId} is distinct from (select story_id from article where id = ${articleId}))
     group by near.article_id, ${article.title}`);
}
