/** What an import needs of Postgres besides its rows. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

/** Any number, as long as every import uses the same: `gimp` in ASCII. */
const IMPORT_LOCK = 0x67696d70;

/** Lets one import at a time write, until the transaction ends. */
export async function lockForImport(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${IMPORT_LOCK})`);
}

/** Whether an import, or an act that none may meet, is being written. */
export async function isImporting(db: Db): Promise<boolean> {
  const [row] = await db.execute(sql`
    select 1 from pg_locks
     where locktype = 'advisory' and granted and classid = 0 and objid = ${IMPORT_LOCK}::oid
       and database = (select oid from pg_database where datname = current_database()) limit 1`);
  return row !== undefined;
}

export async function databaseNow(db: Db): Promise<Date> {
  const [row] = await db.execute<{ now: string }>(sql`select now()`);
  return new Date(row?.now as string);
}

/** What Postgres says against the data of a statement (classes 22, 23 and 54); null for any other failure. */
export function badDataReason(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string" && /^(?:22|23|54)...$/.test(code)) return at.message;
  }
  return null;
}
