/**
 * Answers with a page that is kept and true, without Next, which would make the ETag and compress the page anew for each
 * request. What else belongs to the answer, such as headers for all pages, is seen at the answer of Next that comes
 * before: what it set once is sent again.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { chosenEncoding } from "./encodings";
import { isKnown } from "./etag";
import { untilSecondEnds } from "./forwarding";
import { type KeptPage, keptPage, seenPage } from "./page-cache.mjs";

/** Addresses that can be written in one way only. All others go through Next. */
const PLAIN = /^\/(?!index(?:\/|$))(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*)?$/;
/** Made for each answer, not for the page. */
export const OF_ONE_ANSWER =
  /^(?:date|connection|keep-alive|transfer-encoding|content-(?:length|encoding)|x-nextjs-.*|x-accel-.*|x-request-id|set-cookie)$/;
const VARY = "Accept-Encoding";

const pathOf = ({ method, url = "" }: IncomingMessage): string | null => {
  const path = url.split("?", 1)[0] ?? "";
  return (method === "GET" || method === "HEAD") && PLAIN.test(path) ? path : null;
};

/** False where there is none, or it was not seen yet what belongs to the answer. */
export function sendKeptPage(request: IncomingMessage, response: ServerResponse): boolean {
  const path = pathOf(request);
  const kept = path === null ? null : keptPage(path);
  if (!kept?.sent) return false;
  const { method, headers } = request;
  const zipped = chosenEncoding(String(headers["accept-encoding"] ?? ""), ["gzip"]) === "gzip";
  const sent: Record<string, string | string[] | number> = {
    ...kept.sent,
    ...untilSecondEnds({ get: (name) => headers[name]?.toString() ?? null }),
    etag: kept.etag,
  };
  if (isKnown(headers["if-none-match"] ?? null, kept.etag)) {
    delete sent["content-type"];
    response.writeHead(304, sent).end();
    return true;
  }
  const body = zipped ? kept.gzip : gunzipSync(kept.gzip);
  if (zipped) sent["content-encoding"] = "gzip";
  sent["content-length"] = body.length;
  response.writeHead(kept.status, sent).end(method === "HEAD" ? undefined : body);
  return true;
}

/** Sees what Next answers with for a page that is kept. */
export function watchAnswer(request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request);
  if (path === null || request.method !== "GET") return;
  const before = new Set(response.getHeaderNames());
  const write = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    const kept = seenPage(path);
    // The same ETag: it is this version of the page.
    if (kept && !kept.sent && given[0] === kept.status && response.getHeader("etag") === kept.etag)
      kept.sent = headersOf(response, before);
    return write(...given);
  };
}

function headersOf(response: ServerResponse, before: Set<string>): KeptPage["sent"] {
  const all = Object.entries(response.getHeaders()).filter(([name]) => !before.has(name) && !OF_ONE_ANSWER.test(name));
  return { ...(Object.fromEntries(all) as Record<string, string>), vary: VARY };
}
