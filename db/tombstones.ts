/** Articles that were live and are not any more, as feeds tell of them. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "./client";
import type { FeedList } from "./feed-lists";
import { article, auditEvent, goneSlug } from "./schema";

/** `at`: since when, in ms since 1970. */
export type Tombstone = { id: number; at: number };

/** So many of the newest changes are looked through: a bulk change of more hides older ends, not newer ones. */
const CHANGES_LOOKED_AT = 5_000;

const ms = (value: unknown) => sql`(extract(epoch from ${value}) * 1000)::float8`;

/**
 * Articles whose public life ended since a moment, the latest first: unpublished, at the end of their schedule, or
 * deleted for good. What was deleted is in all lists, since nothing is known of it any more but its number.
 */
export async function tombstones(
  db: Db,
  of: FeedList["of"],
  { now, since, limit }: { now: Date; since: Date; limit: number },
): Promise<Tombstone[]> {
  const from = sql`${since.toISOString()}::timestamptz`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const listed = isOf(of);
  return db.execute<Tombstone>(sql`
    select id, max(at) as at from (
      (select ${article.id}::float8 as id, ${ms(article.changedAt)} as at
         from (select id from article where changed_at >= ${from} and state in ('queued', 'unpublished')
                order by changed_at desc, id desc limit ${CHANGES_LOOKED_AT}) changed
         join ${article} on ${article.id} = changed.id
        where ${article.wasLive} and ${listed} order by ${article.changedAt} desc limit ${limit})
      union all
      (select ${article.id}::float8, ${ms(article.liveUntil)} from ${article}
        where ${article.liveUntil} > ${from} and ${article.liveUntil} <= ${at} and ${article.state} = 'published'
          and ${listed} order by ${article.liveUntil} desc limit ${limit})
      union all
      (select ${article.id}::float8, ${ms(article.changedAt)} from ${article}
        where ${article.liveFrom} > ${at} and ${article.state} = 'published' and ${article.wasLive}
          and ${article.changedAt} >= ${from} and ${listed} limit ${limit})
      union all
      (select ${auditEvent.subjectId}::float8, ${ms(auditEvent.at)}
         from (select distinct at from ${goneSlug} where at >= ${from} order by at desc limit ${limit}) gone
         join ${auditEvent} on ${auditEvent.at} = gone.at
        where ${auditEvent.subject} = 'article' and ${auditEvent.action} = 'delete'
          and ${auditEvent.before}->>'slug' is not null)
    ) ended
    group by id order by at desc, id limit ${limit}`);
}

function isOf(of: FeedList["of"]): SQL {
  if (of === "all") return sql`true`;
  if ("providerId" in of) return sql`${article.providerId} = ${of.providerId}`;
  return sql`exists (select 1 from article_topic listed where listed.article_id = ${article.id}
    and listed.topic_id in (select json_array_elements_text(${JSON.stringify(of.topicIds)}::json)))`;
}
