/** Which lists an article stands in, or stood in: its topics with those above them, and its provider. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export type Touched = { topicIds: string[]; domains: string[] };

/**
 * Of articles as they are, and as the record says that they were since a moment.
 * @param since null: only as they are
 */
export async function touchedLists(db: Db, articleIds: number[], since: Date | null): Promise<Touched> {
  if (articleIds.length === 0) return { topicIds: [], domains: [] };
  const former = since
    ? sql`select before from audit_event where subject = 'article' and subject_id in ${articleIds.map(String)}
            and at >= ${since.toISOString()}::timestamptz and before ?| array['topics', 'providerId']`
    : sql`select null::jsonb as before where false`;
  const topics = await db.execute<{ id: string }>(sql`
    with recursive former as (${former}),
    own as (
      select topic_id as id from article_topic where article_id in ${articleIds}
       union
      select jsonb_array_elements_text(before->'topics') from former where jsonb_typeof(before->'topics') = 'array'
    ),
    -- "union" leaves out what is there already, so a circle of parents ends.
    above as (
      select topic.id, topic.parent from topic join own on own.id = topic.id
       union
      select topic.id, topic.parent from topic join above on topic.name = above.parent
    )
    select id from above`);
  const providers = await db.execute<{ domain: string }>(sql`
    with former as (${former})
    select distinct domain from provider
     where id in (select provider_id from article where id in ${articleIds}
                   union all
                  select (before->>'providerId')::bigint from former where jsonb_typeof(before->'providerId') = 'number')`);
  return { topicIds: topics.map(({ id }) => id), domains: providers.map(({ domain }) => domain) };
}
