/** Queries that get no connection are refused, rather than kept waiting with whoever asked. */
import type postgres from "postgres";

/** What the driver itself knows of a query: `state` is the connection that it was sent to. */
type Asked = { executed: boolean; state: unknown; reject: (reason: unknown) => void; cancel: () => void };

/** Queries that are kept before those that were sent are let go: their answers are not to be held. */
const KEPT = 256;

/**
 * The same client, whose transactions, and queries by `unsafe`, as drizzle makes them, are refused if they were sent to no
 * connection in `waitMs`, at most twice that. What was refused is never carried out. One look at all that wait, rather than a timer for each.
 */
export function waitingAtMost(client: postgres.Sql, waitMs: number): postgres.Sql {
  let recent: Asked[] = [];
  let older: Asked[] = [];
  let kept = KEPT;
  let isTimed = false;
  const time = () => {
    setTimeout(look, waitMs).unref();
    isTimed = true;
  };
  const look = () => {
    for (const query of older) if (isWaiting(query)) refuse(query, waitMs);
    older = recent.filter(isWaiting);
    recent = [];
    kept = KEPT;
    isTimed = false;
    if (older.length > 0) time();
  };
  const unsafe = client.unsafe;
  const asked = (...parameters: Parameters<typeof unsafe>) => {
    const query = unsafe(...parameters);
    if (recent.length >= kept) {
      recent = recent.filter(isWaiting);
      kept = Math.max(KEPT, 2 * recent.length);
    }
    recent.push(query as unknown as Asked);
    if (!isTimed) time();
    return query;
  };
  // The driver begins transactions by it, too.
  return Object.assign(client, { unsafe: asked as typeof unsafe });
}

const isWaiting = ({ executed, state }: Asked) => executed && state === null;

/** Nothing happens to one that has ended. */
function refuse(query: Asked, waitMs: number): void {
  const { reject } = query;
  const error = Object.assign(new Error(`No connection to the database in ${waitMs} ms.`), { code: "NO_CONNECTION" });
  query.reject = () => reject(error);
  query.cancel();
}
