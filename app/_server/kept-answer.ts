/**
 * Answers of the API that are kept by their address, so that the next who asks gets them without Next, which would
 * decide which route it is, parse the parameters and compress the answer anew each time.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { READS } from "@/lib/api/policies";
import { SHARED } from "./cache-control.mjs";
import { chosenEncoding, type Encoded, encodedBody } from "./encodings";
import { isKnown } from "./etag";
import { untilSecondEnds } from "./forwarding";
import { recalled } from "./page-cache.mjs";
import { CORS_HEADERS } from "./problem";
import { EXPOSED, limitHeaders, spend } from "./rate-limit";

export type KeptAnswer = Encoded & { etag: string; status: number; headers: Record<string, string> };

const JSON_TYPE = "application/json; charset=utf-8";
/** Articles, and pages but the first ones, are without number: they may push out only each other (page-store.mjs). */
const WITHOUT_NUMBER = /^\/api\/v1\/articles\/|\/page\/(?!1\/)/;

/** What the page cache calls the answer at an address, from `/` on. */
export const answerKey = (url: string) => `answer${WITHOUT_NUMBER.test(url) ? "?" : ""} ${url}`;

/** The headers of an answer that may be kept. */
export const headersOf = ({ etag, headers }: Pick<KeptAnswer, "etag" | "headers">): Record<string, string> => ({
  etag,
  ...SHARED,
  ...CORS_HEADERS,
  ...headers,
});

/** False where none is kept that is true, or whoever asks has asked too often: the route says what there is to say. */
export function sendKeptAnswer(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = "", headers } = request;
  if ((method !== "GET" && method !== "HEAD") || !url.startsWith("/api/")) return false;
  const kept: KeptAnswer | undefined = recalled(answerKey(url));
  if (kept?.status !== 200) return false;
  const header = { get: (name: string) => headers[name]?.toString() ?? null };
  const spent = spend(READS, header);
  if (spent?.isOver) return false;
  const sent = {
    ...headersOf(kept),
    ...EXPOSED,
    ...(spent ? limitHeaders(spent) : {}),
    ...untilSecondEnds(header),
    vary: "Accept-Encoding",
  };
  if (isKnown(header.get("if-none-match"), kept.etag)) {
    response.writeHead(304, sent).end();
    return true;
  }
  const encoding = chosenEncoding(header.get("accept-encoding") ?? "");
  const body = encoding ? encodedBody(kept, encoding) : kept.body;
  const form = encoding ? { "content-encoding": encoding } : {};
  response.writeHead(200, { ...sent, ...form, "content-type": JSON_TYPE, "content-length": body.length });
  response.end(method === "HEAD" ? undefined : body);
  return true;
}
