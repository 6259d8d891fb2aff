import type { IncomingMessage, ServerResponse } from "node:http";
import { feedAnswer, type KeptFeed } from "./feed-answer";
import { recalled } from "./page-cache.mjs";

/** What the page cache calls a feed: its address, from `/` on, written the one way that we write it. */
export const feedKey = (path: string) => `feed ${path}`;

/**
 * Answers with a feed that is kept and true, without Next: that would cost more than all the rest. False where there is
 * none, or the request is not for that.
 */
export function sendKeptFeed(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = "" } = request;
  if (method !== "GET" && method !== "HEAD") return false;
  const kept: KeptFeed | undefined = recalled(feedKey(url));
  if (!kept) return false;
  const { status, headers, body } = feedAnswer(kept, (name) => request.headers[name]?.toString(), method);
  response.writeHead(status, headers).end(body ?? undefined);
  return true;
}
