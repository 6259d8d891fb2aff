/**
 * The way of a feed from a route past Next, which would take the encoding off its answer and compress it anew for each
 * request, under the ETag of another encoding. The route leaves the answer here and says in a header that it did; as
 * Next begins to send, the answer takes the place of what Next would send.
 */
import { randomUUID } from "node:crypto";
import { type IncomingMessage, ServerResponse } from "node:http";
import type { FeedAnswer } from "./feed-answer";
import { REQUEST_ID_HEADER } from "./request-id";

/** Set on requests whose answer may take this way, by us alone, and on responses that do. */
const HEADER = "x-gazette-feed";

/**
 * Answers by request, for as long as somebody waits: null until the route leaves one. On globalThis: routes and the
 * start of the server are bundled apart.
 */
const KEY = Symbol.for("gazette.feed-answers");
const waiting = ((globalThis as { [KEY]?: Map<string, FeedAnswer | null> })[KEY] ??= new Map());

/** In a route: the answer, as Next may pass it on. */
export function handOver(request: Request, answer: FeedAnswer): Response {
  const id = request.headers.get(HEADER) ?? "";
  // Whoever asked may be gone, and must not leave it here for good. It may also not have come past takeOver.
  if (!waiting.has(id)) return new Response(answer.body && new Uint8Array(answer.body), answer);
  waiting.set(id, answer);
  return new Response(null, { headers: { [HEADER]: id } });
}

/** Before Next: lets a feed that is handed over take the place of what it sends. */
export function takeOver(request: Pick<IncomingMessage, "headers">, response: ServerResponse): void {
  const id = randomUUID();
  request.headers[HEADER] = id;
  waiting.set(id, null);
  response.once("close", () => waiting.delete(id));
  const write = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const answer = response.getHeader(HEADER) === id ? waiting.get(id) : null;
    if (!answer) return write(...given);
    waiting.delete(id);
    for (const name of response.getHeaderNames()) if (name !== REQUEST_ID_HEADER) response.removeHeader(name);
    write(answer.status, answer.headers);
    if (answer.body) ServerResponse.prototype.write.call(response, answer.body, "utf8");
    return response;
  };
}
