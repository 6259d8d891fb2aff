/** The settings that admins give: a key and its value as JSON. What is not there has its default. */
import { and, asc, eq, gt, inArray, max, sql } from "drizzle-orm";
import { eventOf, type RecordedEvent } from "./audit-events";
import type { Db } from "./client";
import { auditEvent, setting } from "./schema";

/** What changes of settings are recorded as; the key is the subject's id. */
export const SETTING_SUBJECT = "setting";
/** More changes than one refused editor reads about. */
const MAX_TOLD = 20;

export async function settingValues(db: Db, keys: readonly string[]): Promise<Map<string, unknown>> {
  const rows = await db
    .select()
    .from(setting)
    .where(inArray(setting.key, [...keys]));
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Writes a value, or forgets it (`null`). */
export async function putSetting(tx: Db, key: string, value: unknown): Promise<void> {
  if (value === null) {
    await tx.delete(setting).where(eq(setting.key, key));
    return;
  }
  await tx.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
}

/** Any number, as long as it stands for this alone: `sett` in ASCII. */
const SETTINGS_LOCK = 0x73657474;

/** Lets one change of settings at a time go on, until the transaction ends. */
export async function lockSettings(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${SETTINGS_LOCK})`);
}

/** The number of the last change of these settings; 0 where there was none. */
export async function settingsVersion(db: Db, keys: readonly string[]): Promise<number> {
  const [row] = await db
    .select({ last: max(auditEvent.id) })
    .from(auditEvent)
    .where(ofSettings(keys));
  return row?.last ?? 0;
}

/** Changes of these settings after the given one, oldest first. */
export async function settingEventsAfter(db: Db, keys: readonly string[], version: number): Promise<RecordedEvent[]> {
  const rows = await db
    .select()
    .from(auditEvent)
    .where(and(ofSettings(keys), gt(auditEvent.id, version)))
    .orderBy(asc(auditEvent.id))
    .limit(MAX_TOLD);
  return rows.map(eventOf);
}

const ofSettings = (keys: readonly string[]) =>
  and(eq(auditEvent.subject, SETTING_SUBJECT), inArray(auditEvent.subjectId, [...keys]));
