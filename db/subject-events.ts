/** What the record says of one thing, such as a topic. */
import { and, asc, desc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { eventOf, type RecordedEvent } from "./audit-events";
import type { Db } from "./client";
import { auditEvent } from "./schema";

/** What only undoing needs is left out: it can be long. */
const shown = {
  id: auditEvent.id,
  at: auditEvent.at,
  userId: auditEvent.userId,
  actor: auditEvent.actor,
  action: auditEvent.action,
  subject: auditEvent.subject,
  subjectId: auditEvent.subjectId,
  before: sql<Record<string, unknown> | null>`${auditEvent.before} - 'articles' - 'file'`,
  after: sql<Record<string, unknown> | null>`${auditEvent.after} - 'articles' - 'file'`,
  act: auditEvent.act,
  undoes: auditEvent.undoes,
};

export type SubjectEvent = RecordedEvent & { isUndone: boolean };

/** The newest events of a thing, newest first, and of what was merged into it. `ids`: its id, and those it had before. */
export async function subjectEvents(db: Db, subject: string, ids: string[], limit: number): Promise<SubjectEvent[]> {
  const isUndone = sql<boolean>`exists (select 1 from audit_event other where other.undoes = audit_event.act)`;
  const rows = await db
    .select({ ...shown, isUndone })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.subject, subject),
        or(inArray(auditEvent.subjectId, ids), inArray(sql`${auditEvent.after}->>'into'`, ids)),
      ),
    )
    .orderBy(desc(auditEvent.id))
    .limit(limit);
  return rows.map(({ isUndone, ...row }) => ({ ...eventOf(row), isUndone }));
}

/** What was recorded of a thing after an event, oldest first. */
export async function subjectEventsSince(
  db: Db,
  subject: string,
  ids: string[],
  since: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await db
    .select(shown)
    .from(auditEvent)
    .where(and(eq(auditEvent.subject, subject), inArray(auditEvent.subjectId, ids), gt(auditEvent.id, since)))
    .orderBy(asc(auditEvent.id))
    .limit(limit);
  return rows.map(eventOf);
}

/** The number of the newest event of a thing; 0 where there is none. */
export async function lastEventOf(db: Db, subject: string, ids: string[]): Promise<number> {
  const [row] = await db
    .select({ id: auditEvent.id })
    .from(auditEvent)
    .where(and(eq(auditEvent.subject, subject), inArray(auditEvent.subjectId, ids)))
    .orderBy(desc(auditEvent.id))
    .limit(1);
  return row?.id ?? 0;
}

/**
 * Under which id things are, or were last, that had these names before editors gave them others or merged them; acts
 * that were taken back don't count.
 */
export async function formerNames(db: Db, subject: string, names: string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await db.execute<{ name: string; subjectId: string; action: string }>(sql`
    select distinct on (before->>'name') before->>'name' as name, subject_id as "subjectId", action
      from audit_event own
     where subject = ${subject} and before->>'name' in ${names} and undoes is null
       and not exists (select 1 from audit_event other where other.undoes = own.act)
     order by before->>'name', id desc`);
  return new Map(
    rows.filter(({ action }) => action !== REMOVE).map(({ name, subjectId }) => [name, subjectId] as const),
  );
}

export const REMOVE = "remove";

/** Which thing a thing was merged into, where that was the last that happened to it. */
export async function mergedInto(db: Db, subject: string, subjectId: string): Promise<string | null> {
  const [row] = await db.execute<{ action: string; into: string | null }>(sql`
    select action, after->>'into' as into from audit_event
     where subject = ${subject} and subject_id = ${subjectId} order by id desc limit 1`);
  return row?.action === "merge" ? row.into : null;
}

/** The file of a thing that an editor removed last; null where it wasn't, or came back. */
export async function removedFile(db: Db, subject: string, subjectId: string): Promise<string | null> {
  const [row] = await db.execute<{ file: string | null; action: string }>(sql`
    select before->>'file' as file, action from audit_event
     where subject = ${subject} and subject_id = ${subjectId} order by id desc limit 1`);
  return row?.action === REMOVE ? row.file : null;
}

/** The file of the provider that had this domain when an editor removed it; null where that didn't happen. */
export async function removedProviderFile(db: Db, domain: string): Promise<string | null> {
  const [row] = await db.execute<{ file: string | null }>(sql`
    select before->>'file' as file from audit_event
     where subject = 'provider' and action = ${REMOVE} and before->>'domain' = ${domain} order by id desc limit 1`);
  return row?.file ?? null;
}
