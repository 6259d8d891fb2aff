/** What the record says about changed slugs. */
import { and, desc, eq } from "drizzle-orm";
import type { Db } from "./client";
import { auditEvent } from "./schema";

export const RENAME = "rename";

/** Who last gave this article another slug; null when nobody did. */
export async function lastRenameBy(db: Db, articleId: number): Promise<string | null> {
  const [event] = await db
    .select({ actor: auditEvent.actor })
    .from(auditEvent)
    .where(
      and(
        eq(auditEvent.subject, "article"),
        eq(auditEvent.subjectId, String(articleId)),
        eq(auditEvent.action, RENAME),
      ),
    )
    .orderBy(desc(auditEvent.id))
    .limit(1);
  return event?.actor ?? null;
}
