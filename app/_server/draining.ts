/** Lets a server process end without failing anybody: what was asked is answered, and whoever stays connected is told to go. */
import type { Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";

/** Time for whoever holds a connection to use it once more, and so to be told that it ends, before it is cut. */
export const IDLE_GRACE_MS = 2_000;
/** What is still being answered then is cut: the start would end the whole process a second later (children.ts). */
export const DRAIN_LIMIT_MS = 4_000;
const SWEEP_MS = 50;

const draining = new WeakSet<Server>();

/**
 * Makes `server.close`, which Next calls at SIGTERM and SIGINT, gentle. Node's own cuts each idle connection at once,
 * also those on which a request is on its way, and leaves those that are busy open for as many requests as come.
 * https://nodejs.org/api/http.html#serverclosecallback
 */
export function drainOnClose(server: Server, { graceMs = IDLE_GRACE_MS, limitMs = DRAIN_LIMIT_MS } = {}): void {
  server.close = (callback) => {
    if (draining.has(server)) return server;
    draining.add(server);
    const limit = setTimeout(() => server.closeAllConnections(), limitMs);
    let sweeping: NodeJS.Timeout | undefined;
    const grace = setTimeout(() => {
      server.closeIdleConnections();
      sweeping = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    }, graceMs);
    return NetServer.prototype.close.call(server, (error?: Error) => {
      clearTimeout(grace);
      clearInterval(sweeping);
      clearTimeout(limit);
      callback?.(error);
    }) as Server;
  };
}

/** While the server ends, each answer is the last on its connection, and says so. */
export function endConnection(server: Server, response: Pick<ServerResponse, "shouldKeepAlive">): void {
  if (draining.has(server)) response.shouldKeepAlive = false;
}
