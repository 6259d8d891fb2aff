/** The record of who did what, as it is read. */
import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Db } from "./client";
import { auditEvent } from "./schema";

export type RecordedEvent = {
  id: number;
  at: Date;
  userId: number | null;
  actor: string;
  action: string;
  subject: string;
  subjectId: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  /** Null: recorded before acts had numbers. */
  act: number | null;
  undoes: number | null;
};

export function eventOf({ before, after, ...row }: typeof auditEvent.$inferSelect): RecordedEvent {
  return { ...row, before: before ?? {}, after: after ?? {} };
}

/** All that an act did, oldest first. */
export async function eventsOfAct(db: Db, act: number): Promise<RecordedEvent[]> {
  const rows = await db.select().from(auditEvent).where(eq(auditEvent.act, act)).orderBy(asc(auditEvent.id));
  return rows.map(eventOf);
}

/** Ids of all of one kind that an act changed, those that it changed first last. */
export async function subjectsOfAct(db: Db, act: number, subject: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select subject_id as id from audit_event where act = ${act} and subject = ${subject} and subject_id is not null
     group by subject_id order by max(id) desc`);
  return rows.map(({ id }) => id);
}

/** About how many things an act changed: up to one more than `limit`. */
export async function actSize(db: Db, act: number, limit: number): Promise<number> {
  const [row] = await db.execute<{ events: number }>(sql`
    select count(*)::float8 as events from (select 1 from audit_event where act = ${act} limit ${limit + 1}) counted`);
  return row?.events ?? 0;
}

/** What an act did to which kinds of things, each once. */
export async function kindsOfAct(db: Db, act: number): Promise<Pick<RecordedEvent, "subject" | "action">[]> {
  return db
    .selectDistinct({ subject: auditEvent.subject, action: auditEvent.action })
    .from(auditEvent)
    .where(eq(auditEvent.act, act));
}

/** Ids of all that was taken back of an act. */
export async function subjectsUndone(db: Db, act: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select distinct subject_id as id from audit_event where undoes = ${act} and subject_id is not null`,
  );
  return rows.map(({ id }) => id);
}

/** What an act did to some of its subjects, oldest first. */
export async function eventsOfSubjects(db: Db, act: number, subject: string, ids: string[]): Promise<RecordedEvent[]> {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.act, act), eq(auditEvent.subject, subject), inArray(auditEvent.subjectId, ids)))
    .orderBy(asc(auditEvent.id));
  return rows.map(eventOf);
}

/** What happened to the subject of an event after it, oldest first. */
export async function eventsAfter(
  db: Db,
  { subject, subjectId, id }: Pick<RecordedEvent, "subject" | "subjectId" | "id">,
  limit: number,
): Promise<RecordedEvent[]> {
  if (subjectId === null) return [];
  const same = and(eq(auditEvent.subject, subject), eq(auditEvent.subjectId, subjectId), gt(auditEvent.id, id));
  const rows = await db.select().from(auditEvent).where(same).orderBy(asc(auditEvent.id)).limit(limit);
  return rows.map(eventOf);
}

/** The qualities, as they are now, of those of these articles whose quality was changed after an event. */
export async function judgedSince(db: Db, event: number, articleIds: number[]): Promise<Map<number, number | null>> {
  if (articleIds.length === 0) return new Map();
  const rows = await db.execute<{ id: number; quality: number | null }>(sql`
    select article.id::float8 as id, article.quality from article
     where article.id in ${articleIds} and exists (
       select 1 from audit_event
        where subject = 'article' and subject_id = article.id::text and audit_event.id > ${event} and after ? 'quality')`);
  return new Map(rows.map(({ id, quality }) => [id, quality]));
}

/**
 * The last act of a person since a moment, on such subjects and with nothing of such actions in it, that neither was
 * taken back nor takes one back; null where there is none.
 */
export async function lastOwnAct(
  db: Db,
  { userId, since, subjects, without }: { userId: number; since: Date; subjects: string[]; without: string[] },
): Promise<number | null> {
  const [row] = await db.execute<{ act: number }>(sql`
    select act::float8 as act from audit_event own
     where user_id = ${userId} and act is not null and undoes is null and subject in ${subjects}
       -- What a program did by somebody's token is theirs, but not what they did last.
       and actor = (select email from "user" where id = ${userId})
       and at > ${since.toISOString()}::timestamptz
       and not exists (select 1 from audit_event other where other.undoes = own.act)
       and not exists (select 1 from audit_event other where other.act = own.act and other.action in ${without})
     order by id desc limit 1`);
  return row?.act ?? null;
}

/** What the record calls deleting an article for good. */
export const TAKE_DOWN = "delete";

/** Those of these articles that were deleted for good. */
export async function articlesTakenDown(db: Db, articleIds: string[]): Promise<Set<string>> {
  if (articleIds.length === 0) return new Set();
  const rows = await db.execute<{ id: string }>(sql`
    select distinct subject_id as id from audit_event
     where subject = 'article' and subject_id in ${articleIds} and action = ${TAKE_DOWN}`);
  return new Set(rows.map(({ id }) => id));
}

/** Whether an act was taken back. Two who ask for the same act wait for each other until `tx` ends. */
export async function isUndone(tx: Db, act: number): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${UNDO_LOCK}, ${act % 2_147_483_647}::int)`);
  const [row] = await tx.select({ id: auditEvent.id }).from(auditEvent).where(eq(auditEvent.undoes, act)).limit(1);
  return row !== undefined;
}

/** Any number, as long as it stands for this alone: `undo` in ASCII. */
const UNDO_LOCK = 0x756e646f;
