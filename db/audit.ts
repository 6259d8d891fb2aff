/** The record of who did what: added to in the transaction of the act itself. */
import { sql } from "drizzle-orm";
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

/** A number for an act of several steps: given to each `appendAudit` of it, so that they are undone together. */
export async function newAct(tx: Db): Promise<number> {
  const [row] = await tx.execute<{ act: number }>(sql`select nextval('audit_act')::float8 as act`);
  if (!row) throw new Error("No number for an act.");
  return row.act;
}

/**
 * @param act the act that these are part of; without it they are one of their own
 * @param undoes the act that these take back
 */
export async function appendAudit(
  tx: Db,
  entries: AuditEntry | AuditEntry[],
  { act, undoes }: { act?: number | undefined; undoes?: number | undefined } = {},
): Promise<void> {
  const given = [entries].flat();
  if (given.length === 0) return;
  const number = act ?? (await newAct(tx));
  await tx.insert(auditEvent).values(
    given.map(({ by, subjectId, ...rest }) => ({
      ...rest,
      userId: by.id,
      actor: by.name,
      subjectId: subjectId == null ? null : String(subjectId),
      act: number,
      undoes: undoes ?? null,
    })),
  );
}
