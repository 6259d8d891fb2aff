/** The record act by act, the newest first. */
import { type SQL, sql } from "drizzle-orm";
import { eventOf, type RecordedEvent } from "./audit-events";
import { type AuditFilter, boundsOf, matching } from "./audit-filter";
import { isRare } from "./audit-kinds";
import type { Db } from "./client";
import { auditEvent } from "./schema";

/** Where a page of acts ended: at the act of a number, or, older than all of them, at an event without one. */
export type ActCursor = { act: number } | { event: number };

/** Of an act with more events, the number is not told. */
export const MAX_COUNTED = 10_000;

/** Up to `limit` acts that have an event which matches, after the cursor. */
export async function actKeys(
  db: Db,
  filter: AuditFilter,
  { after, limit }: { after: ActCursor | null; limit: number },
): Promise<ActCursor[]> {
  const numbered = after && "event" in after ? [] : await numberedActs(db, filter, { before: after?.act, limit });
  const rest = limit - numbered.length;
  if (rest === 0) return numbered;
  const older = await loneEvents(db, filter, { before: after && "event" in after ? after.event : null, limit: rest });
  return [...numbered, ...older];
}

/** Goes from act to act down their index, so that an act of many events costs no more than one of a single. */
async function numberedActs(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<ActCursor[]> {
  const { above, below } = await boundsOf(db, filter, "act");
  const start = Math.min(before ?? Number.MAX_SAFE_INTEGER, below ?? Number.MAX_SAFE_INTEGER);
  if (filter.about || (filter.kind && isRare(filter.kind))) return fewActs(db, filter, { start, above, limit });
  const next = (than: SQL) => sql`
    select ${auditEvent.act} as act from ${auditEvent}
     where ${auditEvent.act} < ${than} and ${auditEvent.act} > ${above ?? 0}::bigint and ${matching(filter)}
     order by ${auditEvent.act} desc limit 1`;
  const rows = await db.execute<{ act: number }>(sql`
    with recursive found(act) as (
      (${next(sql`${start}::bigint`)})
      union all
      select (${next(sql`found.act`)}) from found where found.act is not null
    )
    select act::float8 as act from found where act is not null limit ${limit}`);
  return rows.map(({ act }) => ({ act }));
}

/** All that match, and of them the newest: where going from act to act would pass many that do not. */
async function fewActs(
  db: Db,
  filter: AuditFilter,
  { start, above, limit }: { start: number; above: number | null; limit: number },
): Promise<ActCursor[]> {
  const rows = await db.execute<{ act: number }>(sql`
    with own as materialized (select ${auditEvent.act} as act from ${auditEvent} where ${matching(filter)})
    select distinct act::float8 as act from own
     where act < ${start}::bigint and act > ${above ?? 0}::bigint order by 1 desc limit ${limit}`);
  return rows.map(({ act }) => ({ act }));
}

/** Events from before acts had numbers, each an act of its own. */
async function loneEvents(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<ActCursor[]> {
  const rows = await db.execute<{ id: number }>(sql`
    select ${auditEvent.id}::float8 as id from ${auditEvent}
     where ${auditEvent.act} is null and ${matching(filter)} and ${before === null ? sql`true` : sql`${auditEvent.id} < ${before}`}
     order by ${auditEvent.id} desc limit ${limit}`);
  return rows.map(({ id }) => ({ event: id }));
}

export type ActTally = { action: string; subject: string; events: number };
export type RecordedAct = {
  key: ActCursor;
  /** Some of its events, in their order. */
  events: RecordedEvent[];
  /** What it consists of; stops counting above MAX_COUNTED. */
  tally: ActTally[];
  /** The act that took it back. */
  undoneBy: number | null;
};

/** These acts with up to `events` events of each, in the order of `keys`. */
export async function actsOf(
  db: Db,
  keys: ActCursor[],
  { events, subjects }: { events: number; subjects: AuditFilter["subjects"] },
): Promise<RecordedAct[]> {
  const numbers = keys.flatMap((key) => ("act" in key ? [key.act] : []));
  const lone = keys.flatMap((key) => ("event" in key ? [key.event] : []));
  const visible = matching({ subjects });
  const [some, tallies, undone, single] = await Promise.all([
    numbers.length === 0
      ? []
      : db.execute<{ event: unknown[] }>(sql`
          select found.* from unnest(${intArray(numbers)}) as wanted(act)
           cross join lateral (
             select ${COLUMNS} from ${auditEvent}
              where ${auditEvent.act} = wanted.act and ${visible} limit ${events}
           ) found`),
    numbers.length === 0
      ? []
      : db.execute<ActTally & { act: number }>(sql`
          select wanted.act::float8 as act, found.action, found.subject, count(*)::int as events
            from unnest(${intArray(numbers)}) as wanted(act)
           cross join lateral (
             select ${auditEvent.action} as action, ${auditEvent.subject} as subject from ${auditEvent}
              where ${auditEvent.act} = wanted.act and ${visible} limit ${MAX_COUNTED + 1}
           ) found
           group by 1, 2, 3`),
    numbers.length === 0
      ? []
      : db.execute<{ act: number; by: number }>(sql`
          select ${auditEvent.undoes}::float8 as act, max(${auditEvent.act})::float8 as by
            from ${auditEvent} where ${auditEvent.undoes} = any(${intArray(numbers)}) group by 1`),
    lone.length === 0
      ? []
      : db.execute(
          sql`select ${COLUMNS} from ${auditEvent} where ${auditEvent.id} = any(${intArray(lone)}) and ${visible}`,
        ),
  ]);
  const rows = [...some, ...single].map((row) => rowOf(row as Record<string, unknown>));
  return keys.flatMap((key): RecordedAct[] => {
    const own = rows
      .filter((row) => ("act" in key ? row.act === key.act : row.id === key.event))
      .sort((a, b) => a.id - b.id);
    if (own.length === 0) return [];
    const number = "act" in key ? key.act : null;
    const tally = number === null ? tallyOf(own) : tallies.filter(({ act }) => act === number);
    return [{ key, events: own, tally, undoneBy: undone.find(({ act }) => act === number)?.by ?? null }];
  });
}

/** A page of an act's events, oldest first, after the event `after`. */
export async function eventsOfActPage(
  db: Db,
  act: number,
  { after, limit, subjects }: { after: number; limit: number; subjects: AuditFilter["subjects"] },
): Promise<RecordedEvent[]> {
  // Sorted after the act's events were found by its number: by id the planner would go through all of the record.
  const rows = await db.execute(sql`
    with own as materialized (
      select ${auditEvent.id} as id from ${auditEvent}
       where ${auditEvent.act} = ${act} and ${auditEvent.id} > ${after} and ${matching({ subjects })})
    select ${COLUMNS} from ${auditEvent}
     where ${auditEvent.id} in (select own.id from own order by own.id limit ${limit}) order by ${auditEvent.id}`);
  return rows.map((row) => rowOf(row as Record<string, unknown>));
}

/** Events that match, the newest first, before the event `before`. */
export async function matchingEvents(
  db: Db,
  filter: AuditFilter,
  { before, limit }: { before: number | null; limit: number },
): Promise<RecordedEvent[]> {
  const { above, below } = await boundsOf(db, filter, "id");
  const start = Math.min(before ?? Number.MAX_SAFE_INTEGER, below ?? Number.MAX_SAFE_INTEGER);
  const rows = await db.execute(sql`
    select ${COLUMNS} from ${auditEvent}
     where ${auditEvent.id} < ${start}::bigint and ${auditEvent.id} > ${above ?? 0}::bigint and ${matching(filter)}
     order by ${auditEvent.id} desc limit ${limit}`);
  return rows.map((row) => rowOf(row as Record<string, unknown>));
}

const COLUMNS = sql`${auditEvent.id}::float8 as id, (extract(epoch from ${auditEvent.at}) * 1000)::float8 as at,
  ${auditEvent.userId}::float8 as "userId", ${auditEvent.actor} as actor, ${auditEvent.action} as action,
  ${auditEvent.subject} as subject, ${auditEvent.subjectId} as "subjectId", ${auditEvent.before} as before,
  ${auditEvent.after} as after, ${auditEvent.act}::float8 as act, ${auditEvent.undoes}::float8 as undoes`;

function rowOf(row: Record<string, unknown>): RecordedEvent {
  return eventOf({ ...row, at: new Date(row.at as number) } as typeof auditEvent.$inferSelect);
}

function tallyOf(events: RecordedEvent[]): ActTally[] {
  return events.map(({ action, subject }) => ({ action, subject, events: 1 }));
}

const intArray = (numbers: number[]) =>
  sql`array[${sql.join(
    numbers.map((number) => sql`${number}`),
    sql`, `,
  )}]::bigint[]`;
