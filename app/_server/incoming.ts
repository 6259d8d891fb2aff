/**
 * Puts every request right before Next sees it, through a channel of Node's own:
 * https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { settleRequest } from "./forwarding";
import { rendersBeforeChange } from "./page-cache.mjs";

const STARTED = Symbol.for("gazette.incoming");
/** An address that no page has. */
const UNREADABLE = "/unreadable-address";

/** From now on, for the life of the process. Once a process, however often it is called. */
export function settleIncoming({ trustProxy }: { trustProxy: boolean }): void {
  const shared = globalThis as { [STARTED]?: boolean };
  if (shared[STARTED]) return;
  shared[STARTED] = true;
  const held = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    if (!held.has(server)) {
      held.add(server);
      holdRequests(server);
    }
    settleRequest(request, trustProxy);
    settleAddress(request);
  });
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** Lets a request that comes after a change wait, for milliseconds, until no page from before it can answer it. */
export function holdRequests(server: Server): void {
  const listeners = server.listeners("request") as Listener[];
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    const pass = () => {
      for (const listener of listeners) listener.call(server, request, response);
    };
    const before = request.url?.startsWith("/_next/") ? null : rendersBeforeChange();
    if (before) void before.then(pass);
    else pass();
  });
}

/** A path such as /news/%ff can't be decoded. Next would answer 500 without a page; it is just not found. */
export function settleAddress(request: Pick<IncomingMessage, "url">): void {
  const path = request.url?.split("?", 1)[0] ?? "/";
  try {
    decodeURIComponent(path);
  } catch {
    request.url = UNREADABLE;
  }
}
