/** The connection of this process to a replica, made at first use. */
import { type Connection, connect } from "@/db/client";
import { CONNECTION_WAIT_MS, POOL_SIZE, STATEMENT_TIMEOUT_MS } from "./database";
import { env } from "./env";

const KEY = Symbol.for("gazette.read-database");

/** A replica, which may be behind: for app/_server/public-read.ts alone. Null where none is set. */
export function readDatabase(): Connection | null {
  const url = env().DATABASE_READ_URL;
  if (!url || url === env().DATABASE_URL) return null;
  const shared = globalThis as { [KEY]?: Connection };
  return (shared[KEY] ??= connect(url, {
    max: POOL_SIZE,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    waitMs: CONNECTION_WAIT_MS,
  }));
}
