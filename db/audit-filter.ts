/** Which events of the record are asked for. */
import { type SQL, sql } from "drizzle-orm";
import { type AuditKind, ofKind } from "./audit-kinds";
import type { Db } from "./client";
import { auditEvent } from "./schema";

export type AuditFilter = {
  /** Whose; null: what commands and the portal itself did; undefined: anybody's. */
  userId?: number | null | undefined;
  kind?: AuditKind | undefined;
  about?: { subject: string; id: string } | undefined;
  /** From then on. */
  from?: Date | undefined;
  /** Before then. */
  until?: Date | undefined;
  /** Only of these subjects; null: of all. */
  subjects: readonly string[] | null;
};

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;

export function matching({ userId, kind, about, from, until, subjects }: AuditFilter): SQL {
  const conditions = [sql`true`];
  if (subjects !== null) conditions.push(sql`${auditEvent.subject} in ${subjects}`);
  if (userId === null) conditions.push(sql`${auditEvent.userId} is null`);
  else if (userId !== undefined) conditions.push(sql`${auditEvent.userId} = ${userId}`);
  if (kind !== undefined) conditions.push(ofKind(kind));
  if (about) conditions.push(sql`${auditEvent.subject} = ${about.subject} and ${auditEvent.subjectId} = ${about.id}`);
  if (from) conditions.push(sql`${auditEvent.at} >= ${at(from)}`);
  if (until) conditions.push(sql`${auditEvent.at} < ${at(until)}`);
  return sql.join(conditions, sql` and `);
}

/** Acts of transactions that overlap have numbers that do not follow their times: looked past the end by so many. */
const SLACK = 10_000;

/** Between which numbers of `column` the filter's dates lie, so that they are found without reading all before. */
export async function boundsOf(
  db: Db,
  { from, until }: AuditFilter,
  column: "act" | "id",
): Promise<{ above: number | null; below: number | null }> {
  const number = column === "act" ? auditEvent.act : auditEvent.id;
  const edge = async (date: Date | undefined, condition: (date: Date) => SQL) => {
    if (!date) return null;
    const [row] = await db.execute<{ number: number }>(
      sql`select ${number}::float8 as number from ${auditEvent} where ${condition(date)} limit 1`,
    );
    return row ? row.number : null;
  };
  const first = await edge(
    from,
    (date) =>
      sql`${auditEvent.at} >= ${at(date)} and ${number} is not null order by ${auditEvent.at}, ${auditEvent.id}`,
  );
  const last = await edge(
    until,
    (date) =>
      sql`${auditEvent.at} < ${at(date)} and ${number} is not null order by ${auditEvent.at} desc, ${auditEvent.id} desc`,
  );
  return {
    above: first !== null ? first - SLACK : from ? Number.MAX_SAFE_INTEGER : null,
    below: last !== null ? last + SLACK : until ? 0 : null,
  };
}
