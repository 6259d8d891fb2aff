/** When and how articles were last changed in a way that readers see: what feeds say of updates. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

export type Update = {
  /**
   * When its provider last changed it, an editor gave it another title or excerpt, it was corrected, or its story's other
   * articles came or went; ms since 1970.
   */
  at: number | null;
  correction: string | null;
};

/**
 * Updates of articles, by id. What was edited before it was published nobody saw otherwise. When an article joined a story, the row of neither says; it is the latest of: when the
 * other was published, or came here if later than the lead did, and what the record has of the story (an editor put
 * it there, or the lead's heat changed without its quality).
 */
export async function updates(db: Db, ids: number[], now: Date): Promise<Map<number, Update>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: number } & Update>(sql`
    select own.id::float8 as id, own.correction,
           (extract(epoch from greatest(own.updated_at, own.corrected_at, edited.at, joined.at)) * 1000)::float8 as at
      from article own
      left join lateral (
        select max(event.at) as at from audit_event event
         where event.subject = 'article' and event.subject_id = own.id::text and event.after ?| array['title', 'excerpt']
           and (event.before->'title' <> event.after->'title' or event.before->'excerpt' <> event.after->'excerpt')
           and event.id > coalesce((
             select max(shown.id) from audit_event shown
              where shown.subject = 'article' and shown.subject_id = own.id::text
                and shown.after->>'state' = 'published'), 0)
      ) edited on true
      left join lateral (
        select greatest(max(story.came), max(story.placed), (
                 select max(event.at) from audit_event event
                  where event.subject = 'article' and event.subject_id = own.id::text
                    and ((event.after ? 'heat' and not event.after ? 'heatGiven'
                          and event.before->'heat' is distinct from event.after->'heat'
                          and event.before->'quality' is not distinct from event.after->'quality')
                         or event.after ? 'storyId'))) as at
          from (
            select greatest(case when other.created_at > own.created_at then other.created_at end,
                            case when other.published_at between own.published_at and ${now.toISOString()}::timestamptz
                                 then other.published_at end) as came,
                   (select max(event.at) from audit_event event
                     where event.subject = 'article' and event.subject_id = other.id::text
                       and event.after ? 'storyId') as placed
              from article other
             where other.story_id = own.story_id and other.id <> own.id
               and (other.state = 'published' or (other.state = 'unpublished' and not other.withdrawn))
          ) story
      ) joined on not own.is_coverage
     where own.id in ${ids}`);
  return new Map(rows.map(({ id, ...update }) => [id, update]));
}
