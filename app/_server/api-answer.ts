/** Answers of the API as programs can ask for them cheaply: a strong ETag, and 304 where nothing changed. */
import { database } from "@/lib/database";
import { ASKED_EACH_TIME } from "./cache-control.mjs";
import { etagOf, isKnown } from "./etag";
import { answerKey, headersOf, type KeptAnswer } from "./kept-answer";
import { remembered } from "./page-cache.mjs";
import { CORS_HEADERS } from "./problem";
import { untilNextSchedule } from "./schedule";

/** What an answer is made of; `status` 200 and no further headers unless they say otherwise. */
export type Made = {
  /** Null for an answer without a body, such as a redirect. */
  value: object | null;
  status?: number;
  headers?: Record<string, string>;
};
/** Besides the text itself an answer is kept in an encoding or two, each a fraction of it. */
const KEPT_PER_BYTE = 2;

/** Answers what is made once until something that it depends on has changed. Kept by the address that is asked. */
export async function keptAnswer(
  request: Request,
  make: (now: Date) => Promise<Made & { tags: string[] }>,
): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const kept = await remembered<KeptAnswer>(answerKey(pathname + search), async () => {
    const now = new Date();
    const { value, tags, status = 200, headers = {} } = await make(now);
    const text = value ? JSON.stringify(value) : "";
    const until = await untilNextSchedule(database().db, now);
    const body = Buffer.from(text);
    const size = body.length * KEPT_PER_BYTE;
    return { value: { body, etag: etagOf(text), status, headers, encoded: {} }, tags: [...tags, until], size };
  });
  const { status, headers, body, etag } = kept;
  if (status >= 300)
    return new Response(null, { status, headers: { ...ASKED_EACH_TIME, ...CORS_HEADERS, ...headers } });
  return answer(request, body.toString(), etag, headersOf(kept));
}

/**
 * Answers what was made for this request alone.
 * @param besides what is said as well, and need not be the same for a 304
 */
export function freshAnswer(request: Request, value: object, besides?: { tookMs: number }): Response {
  const same = JSON.stringify(value);
  // An answer that says how long it took is never the same byte by byte: RFC 9110, 8.8.1.
  const etag = besides ? `W/${etagOf(same)}` : etagOf(same);
  // Written once: hits are long.
  const body = besides ? `${same.slice(0, -1)},${JSON.stringify(besides).slice(1)}` : same;
  return answer(request, body, etag, { etag, "cache-control": "no-cache", ...CORS_HEADERS });
}

function answer(request: Request, body: string, etag: string, headers: Record<string, string>): Response {
  if (isKnown(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}
