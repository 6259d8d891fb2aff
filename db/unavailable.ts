/** Whether the database could not do its work just now, through no fault of whoever asked. */

/** Of connections, resources such as the disk, shutdown: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const STATES = /^(?:08...|53...|57P0[1-3]|58030|25006)$/;
/** What postgres.js says of a connection that was lost, and ./bounded-wait.ts of one that never came. */
const LOST = /^(?:CONNECT_TIMEOUT|CONNECTION_(?:CLOSED|ENDED|DESTROYED)|NO_CONNECTION)$/;
/** What the system says of one that could not be made. */
const NETWORK = /^(?:ECONN[A-Z]+|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;

/** Gone, starting, without a connection or room to spare, or read-only: the same may go well in a moment. */
export function isDatabaseUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as { code?: unknown };
    if (typeof code !== "string") continue;
    if (STATES.test(code) || LOST.test(code)) return true;
    // postgres.js names the query on its errors: those of other servers that were asked have none.
    if (NETWORK.test(code) && "query" in at) return true;
  }
  return false;
}
