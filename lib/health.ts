/** Whether the parts work that the portal needs. */

import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { missingMigrations } from "@/db/migration-state";
import { outboxBacklog } from "@/db/outbox";

export type Part = { ok: boolean; detail?: string; ms?: number };
export type Health = { ok: boolean; parts: Record<string, Part> };

const DATABASE_TIMEOUT_MS = 3_000;
/** Changes are told within a second; this late, nobody is telling them. */
const MAX_BACKLOG_AGE_MS = 60_000;

/** Asks the database and its tables. `ok`: the portal can serve. Never throws: what fails is a part that is not ok. */
export async function healthOf(db: Db, now = new Date()): Promise<Health> {
  const database = await part(async () => {
    const [row] = await db.execute<{ version: string }>(sql`select current_setting('server_version') as version`);
    return { ok: true, detail: `Postgres ${row?.version.split(" ")[0]}` };
  });
  if (!database.ok) return { ok: false, parts: { database } };
  const migrations = await part(async () => {
    const missing = await missingMigrations(db);
    return missing === 0 ? { ok: true } : { ok: false, detail: `${missing} not applied; npm start applies them` };
  });
  // The other parts need tables that may not be there yet.
  if (!migrations.ok) return { ok: false, parts: { database, migrations } };
  const outbox = await part(async () => {
    const { waiting, oldest } = await outboxBacklog(db);
    const ageMs = oldest ? now.getTime() - oldest.getTime() : 0;
    const detail = waiting === 0 ? "nothing waits" : `${waiting} wait, the oldest for ${Math.round(ageMs / 1000)} s`;
    return { ok: ageMs <= MAX_BACKLOG_AGE_MS, detail };
  });
  // A worker that is behind is no reason to send readers elsewhere: pages don't need it.
  return { ok: true, parts: { database, migrations, outbox } };
}

/** Times a check, and bounds it. */
async function part(check: () => Promise<Part>): Promise<Part> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Part>((resolve) => {
    const detail = `no answer within ${DATABASE_TIMEOUT_MS} ms`;
    timer = setTimeout(() => resolve({ ok: false, detail }), DATABASE_TIMEOUT_MS);
  });
  const done = await Promise.race([check().catch((error) => ({ ok: false, detail: reason(error) })), late]);
  clearTimeout(timer);
  return { ...done, ms: Math.round(performance.now() - startedAt) };
}

/** drizzle wraps what the database says; its own message repeats the query. */
function reason(error: unknown): string {
  const { cause, message, code } = error as Error & { code?: string };
  return cause ? reason(cause) : message || code || String(error);
}
