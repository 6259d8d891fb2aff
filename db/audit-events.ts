/** The record of who did what, as it is read. */
import { asc, eq, sql } from "drizzle-orm";
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

/** The last act of a person that neither was taken back nor takes one back; null where there is none. */
export async function lastOwnAct(db: Db, userId: number): Promise<number | null> {
  const [row] = await db.execute<{ act: number }>(sql`
    select act::float8 as act from audit_event own
     where user_id = ${userId} and act is not null and undoes is null and subject not in ('user', 'import', 'export')
       and not exists (select 1 from audit_event other where other.undoes = own.act)
     order by id desc limit 1`);
  return row?.act ?? null;
}

/** Whether an act was taken back. Two who ask for the same act wait for each other until `tx` ends. */
export async function isUndone(tx: Db, act: number): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(${UNDO_LOCK}, ${act % 2_147_483_647}::int)`);
  const [row] = await tx.select({ id: auditEvent.id }).from(auditEvent).where(eq(auditEvent.undoes, act)).limit(1);
  return row !== undefined;
}

/** Any number, as long as it stands for this alone: `undo` in ASCII. */
const UNDO_LOCK = 0x756e646f;
