/** What editors decided about the front page. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { article, auditEvent } from "./schema";

export type PinRow = { id: number; place: number; until: Date };

/** More are not looked at: what ends first counts. */
const MAX_PINS = 100;

/**
 * Live leads that are pinned at `now` and not hidden, the newest pin first. When somebody was pinned, only the record
 * knows: whoever is pinned anew, or for longer, is the newer one.
 */
export async function pinsAt(db: Db, now: Date): Promise<PinRow[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = await db.execute<{ id: number; place: number; until: number }>(sql`
    select pinned.id::float8 as id, pinned.place, pinned.until
      from (
        select ${article.id} as id, ${article.pinPlace} as place,
               (extract(epoch from ${article.pinUntil}) * 1000)::float8 as until
          from ${article}
         where ${article.pinPlace} is not null and ${article.pinUntil} > ${at} and ${liveCondition(now)}
           and not ${article.isCoverage} and not ${article.frontHidden}
         order by ${article.pinUntil} limit ${MAX_PINS}
      ) pinned
     order by (
       select max(${auditEvent.id}) from ${auditEvent}
        where ${auditEvent.subject} = 'article' and ${auditEvent.subjectId} = pinned.id::text
          and ${auditEvent.after} ?| array['pinPlace', 'pinUntil']
     ) desc nulls last, pinned.id desc`);
  return rows.map(({ id, place, until }) => ({ id, place, until: new Date(Math.ceil(until)) }));
}
