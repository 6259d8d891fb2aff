/** The record of who did what: added to in the transaction of the act itself. */
import type { Db } from "./client";
import { auditEvent } from "./schema";

/** Whoever acts: a signed-in person, or a command or the portal itself (no id). */
export type Actor = { id: number | null; name: string };

export type AuditEntry = {
  by: Actor;
  /** Verb, such as `publish` or `sign-in-failed`. */
  action: string;
  /** Table the subject is in, such as `article`. */
  subject: string;
  subjectId?: string | number | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

export async function appendAudit(tx: Db, entries: AuditEntry | AuditEntry[]): Promise<void> {
  const rows = [entries].flat().map(({ by, subjectId, ...rest }) => ({
    ...rest,
    userId: by.id,
    actor: by.name,
    subjectId: subjectId == null ? null : String(subjectId),
  }));
  if (rows.length > 0) await tx.insert(auditEvent).values(rows);
}
