/** Answers of the API as programs can ask for them cheaply: a strong ETag, and 304 where nothing changed. */
import { createHash } from "node:crypto";
import { database } from "@/lib/database";
import { ASKED_EACH_TIME, SHARED } from "./cache-control.mjs";
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
type Kept = { body: string | null; etag: string; status: number; headers: Record<string, string> };

/**
 * Answers what is made once until something that it depends on has changed. `key` says what is asked for; with a `?`
 * in it, it is one of those without number, which push out only each other.
 */
export async function keptAnswer(
  request: Request,
  key: string,
  make: (now: Date) => Promise<Made & { tags: string[] }>,
): Promise<Response> {
  const kept = await remembered<Kept>(`api ${key}`, async () => {
    const now = new Date();
    const { value, tags, status = 200, headers = {} } = await make(now);
    const body = value && JSON.stringify(value);
    const until = await untilNextSchedule(database().db, now);
    const size = (body?.length ?? 0) * 2;
    return { value: { body, etag: etagOf(body ?? ""), status, headers }, tags: [...tags, until], size };
  });
  return answer(request, kept, SHARED);
}

/** Answers what was made for this request alone. `same`: what has to be the same for a 304, where not all has to be. */
export function freshAnswer(request: Request, value: object, same?: object): Response {
  const body = JSON.stringify(value);
  // An answer that says how long it took is never the same byte by byte: RFC 9110, 8.8.1.
  const etag = same === undefined ? etagOf(body) : `W/${etagOf(JSON.stringify(same))}`;
  return answer(request, { body, etag, status: 200, headers: {} }, { "cache-control": "no-cache" });
}

function answer(request: Request, made: Kept, keeping: Record<string, string>): Response {
  const { body, etag, status, headers: extra } = made;
  if (status >= 300) return new Response(body, { status, headers: { ...ASKED_EACH_TIME, ...CORS_HEADERS, ...extra } });
  const headers = { etag, ...keeping, ...CORS_HEADERS, ...extra };
  if (isKnown(request, etag)) return new Response(null, { status: 304, headers });
  return new Response(body, { status, headers: { ...headers, "content-type": "application/json; charset=utf-8" } });
}

const etagOf = (body: string) => `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
const opaque = (tag: string) => tag.trim().replace(/^W\//, "");

/** RFC 9110, 13.1.2: the weak comparison. */
function isKnown(request: Request, etag: string): boolean {
  const given = request.headers.get("if-none-match");
  if (given === null) return false;
  return given.split(",").some((tag) => tag.trim() === "*" || opaque(tag) === opaque(etag));
}
