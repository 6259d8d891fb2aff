/** Whether the parts work that the portal needs. */

import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { missingMigrations } from "@/db/migration-state";
import { outboxBacklog } from "@/db/outbox";
import { workerSeenS } from "@/db/worker-seen";
import { pushStatus } from "./push/status";
import { searchStatus } from "./search/status";

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
  const search = await part(() => searchPart(db, now));
  const push = await part(() => pushStatus(db, now));
  // A worker or an engine that is behind is no reason to send readers elsewhere: pages don't need the one, Postgres
  // stands in for the other.
  return { ok: true, parts: { database, migrations, outbox, search, push } };
}

/** How long a worker may be silent: it looks for work twice a second. */
const MAX_SILENCE_S = 30;

/** Whether a worker is at work on this database. */
export function workerPart(db: Db): Promise<Part> {
  return part(async () => {
    const seconds = await workerSeenS(db);
    if (seconds === null) return { ok: false, detail: "no worker is at work" };
    return { ok: seconds <= MAX_SILENCE_S, detail: `seen ${Math.round(seconds)} s ago` };
  });
}

let wasReady = false;

/**
 * Whether this process may be sent readers: it had its database, with the tables of its version. After that it stays so
 * while the database is away: pages that are kept are served, and every other process would be in the same state.
 */
export async function isReady(db: Db): Promise<boolean> {
  wasReady ||= (await healthOf(db)).ok;
  return wasReady;
}

/** Who answers searches, and how far each index is from the rows. */
async function searchPart(db: Db, now: Date): Promise<Part> {
  const { engine, targets, expected, parked } = await searchStatus(db, now);
  if (targets.length === 0) return { ok: true, detail: `Postgres, ${count(expected, "article")}` };
  const lines = targets.map(({ target, state, detail, documents, drift, rebuild }) => {
    const held = documents === null ? "" : `, ${documents} of ${count(expected, "document")}`;
    const apart = drift ? `, drift ${drift.missing + drift.extra + drift.stale}` : "";
    const built = rebuild ? `, rebuilding ${rebuild.done} of ${rebuild.total}` : "";
    return `${target} ${state}${detail ? ` (${detail})` : ""}${held}${apart}${built}`;
  });
  if (parked.length > 0) lines.push(`${count(parked.length, "change")} given up, see /admin/search`);
  const ok = targets.every(({ state }) => state === "ready") && parked.length === 0;
  return { ok, detail: `${engine === "postgres" ? "Postgres stands in; " : ""}${lines.join("; ")}` };
}

const count = (number: number, noun: string) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

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
