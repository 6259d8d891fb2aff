/** What may grow as a portal runs: memory and open files of its processes, temporary files, tables. Linux only. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Bounds, Reading } from "./judge";

const MB = 1024 * 1024;

/** Tables that are emptied as work is done, or that keep no more than some days. */
const PASSING_TABLES = ["outbox", "ping", "webhook_delivery", "job", "user_session", "one_time_link", "search_target"];
/** They have a row for each act, for each query and day: told apart, since they may grow by what was done. */
const RECORDS = ["audit_event", "search_log"];

/** `acts`: what was done since the start, of which each may be recorded once. */
export async function reading(
  db: Db,
  {
    pids,
    dataDir,
    temporary,
    acts,
  }: { pids: Record<string, number>; dataDir: string; temporary: string; acts: number },
): Promise<Reading> {
  const result: Reading = {};
  for (const [name, pid] of Object.entries(pids)) {
    const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
    const resident = status.match(/^VmRSS:\s+(\d+) kB/m)?.[1];
    if (resident) result[`memory of ${name}, MB`] = Math.round((Number(resident) * 1024) / MB);
    const files = await readdir(`/proc/${pid}/fd`).catch(() => null);
    if (files) result[`open files of ${name}`] = files.length;
  }
  result["temporary files"] = (await readdir(temporary, { recursive: true })).length;
  result["files in DATA_DIR"] = (await readdir(dataDir, { recursive: true })).filter(
    (file) => !file.startsWith(join("postgres", "")),
  ).length;
  for (const table of PASSING_TABLES) result[`rows of ${table}`] = await rows(db, table);
  let records = 0;
  for (const table of RECORDS) records += await rows(db, table);
  result["records beyond one an act"] = Math.max(0, records - acts);
  const [connections] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from pg_stat_activity where datname = current_database()`,
  );
  result["database connections"] = connections?.count ?? 0;
  return result;
}

async function rows(db: Db, table: string): Promise<number> {
  const [found] = await db.execute<{ count: number }>(sql`select count(*)::int as count from ${sql.identifier(table)}`);
  return found?.count ?? 0;
}

const MEMORY: Bounds = { share: 0.1, slack: 30, most: 500 };

/** By how much each may grow. Connections of readers come and go. */
export const boundsOf = (names: string[]): Record<string, Bounds> =>
  Object.fromEntries(
    names.map((name) => [
      name,
      name.startsWith("memory")
        ? MEMORY
        : { share: 0, slack: /^rows/.test(name) ? 50 : name.includes("beyond") ? 0 : 20 },
    ]),
  );
