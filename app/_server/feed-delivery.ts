/**
 * The way of a feed from a route past Next, which would take the encoding off its answer and compress it anew for each
 * request, under the ETag of another encoding. The route leaves the answer here and says in a header which it is; as
 * Next begins to send, the answer takes the place of what Next would send.
 */
import { randomUUID } from "node:crypto";
import { ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import type { FeedAnswer } from "./feed-answer";

const HEADER = "x-gazette-feed";
/** Each waits for as long as Next takes to pass on a response; those that nobody waits for any more must end somewhere. */
const MAX_WAITING = 1_000;

/** On globalThis: routes and the start of the server are bundled apart. */
const KEY = Symbol.for("gazette.feed-answers");
const waiting = ((globalThis as { [KEY]?: LRUCache<string, FeedAnswer> })[KEY] ??= new LRUCache({ max: MAX_WAITING }));

/** In a route: the answer, as Next may pass it on. */
export function handOver(answer: FeedAnswer): Response {
  const id = randomUUID();
  waiting.set(id, answer);
  return new Response(null, { headers: { [HEADER]: id } });
}

/** Before Next: lets feeds that are handed over take the place of what it sends. */
export function takeOver(response: ServerResponse): void {
  const write = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const id = response.getHeader(HEADER);
    const answer = typeof id === "string" ? waiting.get(id) : undefined;
    if (!answer) return write(...given);
    waiting.delete(id as string);
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    write(answer.status, answer.headers);
    if (answer.body) ServerResponse.prototype.write.call(response, answer.body, "utf8");
    return response;
  };
}
