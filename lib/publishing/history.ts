/** What happened to an article, from the record. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { eventOf, type RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { auditEvent } from "@/db/schema";
import type { Conflict } from "../errors";

export const ARTICLE = "article";
const MAX_EVENTS = 50;

export type HistoryEvent = RecordedEvent;

/** The newest events of an article, newest first. */
export async function articleHistory(db: Db, articleId: number): Promise<HistoryEvent[]> {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(ofArticle(articleId))
    .orderBy(desc(auditEvent.id))
    .limit(MAX_EVENTS);
  return rows.map(eventOf);
}

/** What brought an article from `version` to where it is, oldest first. */
export async function changesSince(db: Db, articleId: number, version: number): Promise<Conflict["changes"]> {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(ofArticle(articleId), sql`(${auditEvent.after}->>'version')::bigint > ${version}`))
    .orderBy(asc(auditEvent.id))
    .limit(MAX_EVENTS);
  return rows.map(eventOf);
}

const ofArticle = (articleId: number) =>
  and(eq(auditEvent.subject, ARTICLE), eq(auditEvent.subjectId, String(articleId)));
