/** How long a transaction waits for what others hold. */
import { sql } from "drizzle-orm";
import type { Db } from "./client";

const LOCK_NOT_AVAILABLE = "55P03";

/** From now on until `tx` ends, no lock is waited for longer than this. */
export async function boundLockWait(tx: Db, maxMs: number): Promise<void> {
  await tx.execute(sql`select set_config('lock_timeout', ${`${maxMs}ms`}, true)`);
}

export function isLockTimeout(error: unknown): boolean {
  return (
    error instanceof Error && (("code" in error && error.code === LOCK_NOT_AVAILABLE) || isLockTimeout(error.cause))
  );
}
