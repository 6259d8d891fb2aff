/**
 * Puts every request right before Next sees it, through a channel of Node's own:
 * https://nodejs.org/api/diagnostics_channel.html#built-in-channels
 */
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { settleRequest } from "./forwarding";

const STARTED = Symbol.for("gazette.incoming");
/** An address that no page has. */
const UNREADABLE = "/unreadable-address";

/** From now on, for the life of the process. Once a process, however often it is called. */
export function settleIncoming({ trustProxy }: { trustProxy: boolean }): void {
  const shared = globalThis as { [STARTED]?: boolean };
  if (shared[STARTED]) return;
  shared[STARTED] = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    settleRequest(request, trustProxy);
    settleAddress(request);
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
