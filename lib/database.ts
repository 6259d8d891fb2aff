/** The connection of this process, made at first use. */
import { type Connection, connect } from "@/db/client";
import { env, SettingsError } from "./env";

const KEY = Symbol.for("gazette.database");
export const POOL_SIZE = 10;
/** No page or action needs longer; whoever waits for one that does is told rather than kept. */
export const STATEMENT_TIMEOUT_MS = 20_000;
/** As long as most restarts of the database take; whoever waits longer would rather be told. */
export const CONNECTION_WAIT_MS = 4_000;

/** @throws SettingsError without DATABASE_URL: `npm start` and the commands set it for an embedded database. */
export function database(): Connection {
  // On globalThis, so that reloads in development do not open a pool each.
  const shared = globalThis as { [KEY]?: Connection };
  if (!shared[KEY]) {
    const url = env().DATABASE_URL;
    if (!url) throw new SettingsError("DATABASE_URL is not set. Start the portal with npm start, which sets it.");
    shared[KEY] = connect(url, {
      max: POOL_SIZE,
      statementTimeoutMs: STATEMENT_TIMEOUT_MS,
      waitMs: CONNECTION_WAIT_MS,
    });
  }
  return shared[KEY];
}
