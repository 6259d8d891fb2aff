/** What editors decided about the front page. */
import { sql } from "drizzle-orm";
import { leads, lists } from "./article-lists";
import type { Db } from "./client";
import { liveCondition } from "./live";
import { type ArticleState, article, auditEvent, provider } from "./schema";

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

export type DeskRow = {
  id: number;
  slug: string | null;
  title: string;
  provider: string;
  /** ms since 1970 */
  publishedAt: number;
  state: ArticleState;
  quality: number | null;
  heat: number | null;
  heatGiven: number | null;
  hot: number;
  /** Other articles of its story. */
  others: number;
  isCoverage: boolean;
  frontHidden: boolean;
  pinPlace: number | null;
  /** ms since 1970, as the next ones */
  pinUntil: number | null;
  liveFrom: number | null;
  liveUntil: number | null;
};

const ms = (value: unknown) => sql`(extract(epoch from ${value}) * 1000)::float8`;

/** Articles as the front page desk shows them, in the order of `ids`. */
export async function deskRows(db: Db, ids: number[]): Promise<DeskRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.execute<DeskRow>(sql`
    select ${article.id}::float8 as id, ${article.slug} as slug, ${article.title} as title, ${provider.name} as provider,
           ${ms(article.publishedAt)} as "publishedAt", ${article.state} as state, ${article.quality} as quality,
           ${article.heat} as heat, ${article.heatGiven} as "heatGiven", ${article.hot} as hot,
           (case when ${article.storyId} is null then 0
                 else (select count(*) - 1 from article other where other.story_id = ${article.storyId}) end)::int as others,
           ${article.isCoverage} as "isCoverage", ${article.frontHidden} as "frontHidden",
           ${article.pinPlace} as "pinPlace", ${ms(article.pinUntil)} as "pinUntil",
           ${ms(article.liveFrom)} as "liveFrom", ${ms(article.liveUntil)} as "liveUntil"
      from ${article} join ${provider} on ${provider.id} = ${article.providerId}
     where ${article.id} in ${ids}`);
  const order = new Map(ids.map((id, index) => [id, index]));
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
}

/** Which place each would have by its heat; `atMost` stands for that and all below. */
export async function ranksOf(db: Db, ids: number[], now: Date, atMost: number): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: number; rank: number }>(sql`
    select wanted.id::float8 as id, (select count(*) from (
             select 1 from ${article}
              where ${liveCondition(now)} and ${lists.front().where}
                and (${article.hot}, ${article.id}) >= (wanted.hot, wanted.id) limit ${atMost}
           ) above)::int as rank
      from (select id, hot from article where id in ${ids}) wanted`);
  return new Map(rows.map(({ id, rank }) => [id, rank]));
}

/** Ids of all that is pinned at `now`, whether it shows or not. */
export async function allPinned(db: Db, now: Date): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ${article.id}::float8 as id from ${article}
     where ${article.pinPlace} is not null and ${article.pinUntil} > ${now.toISOString()}::timestamptz
     order by ${article.pinUntil} limit ${MAX_PINS}`);
  return rows.map(({ id }) => id);
}

/** Ids of live leads that are hidden, by rank, of those with the highest `among` ranks. */
export async function hiddenLeads(
  db: Db,
  now: Date,
  { among, limit }: { among: number; limit: number },
): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ranked.id::float8 as id from (
      select ${article.id} as id, ${article.hot} as hot, ${article.frontHidden} as hidden, ${liveCondition(now)} as live
        from ${article} where ${article.state} = 'published' and ${leads}
       order by ${article.hot} desc, ${article.id} desc limit ${among}
    ) ranked where ranked.hidden and ranked.live order by ranked.hot desc, ranked.id desc limit ${limit}`);
  return rows.map(({ id }) => id);
}
