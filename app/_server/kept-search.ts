/**
 * Searches that are kept for a moment: what many look for is found once. A change of any article, of synonyms or of the
 * frame lets all of them go, and so does the worker when it has told the engines of changes (lib/search/keeping): what is
 * kept is never older than the index. None lasts longer than a minute, since ages of articles stand in it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { isBot } from "next/dist/shared/lib/router/utils/is-bot";
import { SEARCHES } from "@/lib/api/policies";
import { ARTICLES_TAG, FRAME_TAG, SEARCH_TAG, SYNONYMS_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { type RequestContext, requestContext } from "@/lib/log/request-context";
import { noteSearch } from "@/lib/search/log";
import { MINUTE_MS } from "@/lib/time";
import { hashPolicy } from "./content-policy.mjs";
import { chosenEncoding } from "./encodings";
import { isKnown } from "./etag";
import { gatherAnswer } from "./gathered-answer";
import { OF_ONE_ANSWER } from "./kept-page";
import { cacheClock, keepValue, recalled } from "./page-cache.mjs";
import { limitHeaders, type Spent, spend } from "./rate-limit";
import { nextSchedule } from "./schedule";

const LONGEST_MS = MINUTE_MS;
const ADDRESS = /^\/(?:search|api\/v1\/search)(?:\?|$)/;
const API = "/api/";
/** Longer addresses and answers are not what many look for. */
const MAX_ADDRESS_LENGTH = 1_000;
const MAX_BYTES = 500_000;
const TAGS = [ARTICLES_TAG, FRAME_TAG, SYNONYMS_TAG, SEARCH_TAG];
const POLICY = "content-security-policy";
/** What Next's router in the browser asks for is another answer. */
const OF_ROUTER = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"];

type Made = NonNullable<RequestContext["search"]>;
type Kept = {
  gzip: Buffer;
  headers: Record<string, string>;
  /** Of a page that is sent again: whoever it was made for had a nonce. */
  policy: string | null;
  counted: Made["counted"];
};
type Given = { get(name: string): string | null };

/**
 * Notes that the answer being made is true for whoever asks next: it shows what the engine found that should have
 * answered, and nothing in it stood in for something else.
 * @param counted the search as readers' searches are counted each time; null: not at all
 */
export async function mayKeepSearch(counted: Made["counted"], now: Date): Promise<void> {
  const request = requestContext().getStore();
  if (!request) return;
  const until = Math.min(await nextSchedule(database().db, now), now.getTime() + LONGEST_MS);
  request.search = { until, counted };
}

/** Whether a reader asks for a page: not for a part of one while typing, nor in advance. */
export function isWholePage(given: Given): boolean {
  const isPrefetch = /prefetch/.test(`${given.get("sec-purpose")} ${given.get("purpose")}`);
  return !isPrefetch && (given.get("accept") ?? "").includes("text/html");
}

/** What the page cache calls the answer at an address: with `?`, so that searches push out no page (page-store.mjs). */
const keyOf = (url: string) => `search? ${url}`;

/** Next writes pages for robots otherwise. */
const isKeepable = ({ method, url = "", headers }: IncomingMessage): boolean =>
  (method === "GET" || method === "HEAD") &&
  ADDRESS.test(url) &&
  url.length <= MAX_ADDRESS_LENGTH &&
  !OF_ROUTER.some((name) => name in headers) &&
  (url.startsWith(API) || !isBot(headers["user-agent"] ?? ""));

/**
 * How a search is answered that is kept; null where there is none, or whoever asks has asked too often. The answer that
 * is made then is kept if it may be.
 */
export function keptSearch(request: IncomingMessage, response: ServerResponse): (() => void) | null {
  if (!isKeepable(request)) return null;
  const { method, url = "", headers } = request;
  const kept: Kept | undefined = recalled(keyOf(url));
  const given = { get: (name: string) => headers[name]?.toString() ?? null };
  const spent = kept && url.startsWith(API) ? spend(SEARCHES, given) : null;
  if (kept && !spent?.isOver) return () => send(kept, spent, { method, given }, response);
  if (!kept && method === "GET") keepNext(request, response);
  return null;
}

function send(
  kept: Kept,
  spent: Spent | null,
  { method, given }: { method: string | undefined; given: Given },
  response: ServerResponse,
): void {
  const { counted } = kept;
  if (counted && method === "GET" && isWholePage(given)) noteSearch(counted.q, counted.total);
  const sent: Record<string, string | number> = { ...kept.headers, ...(spent ? limitHeaders(spent) : {}) };
  if (isKnown(given.get("if-none-match"), kept.headers.etag ?? "")) {
    delete sent["content-type"];
    response.writeHead(304, sent).end();
    return;
  }
  const isZipped = chosenEncoding(given.get("accept-encoding") ?? "", ["gzip"]) === "gzip";
  const body = isZipped ? kept.gzip : gunzipSync(kept.gzip);
  if (isZipped) sent["content-encoding"] = "gzip";
  if (kept.headers["content-type"]?.startsWith("text/html"))
    sent[POLICY] = kept.policy ??= hashPolicy(gunzipSync(kept.gzip).toString());
  sent["content-length"] = body.length;
  response.writeHead(200, sent).end(method === "HEAD" ? undefined : body);
}

function keepNext(request: IncomingMessage, response: ServerResponse): void {
  const { url = "" } = request;
  // Before anything is read for it.
  const read = cacheClock();
  const before = new Set(response.getHeaderNames());
  const context = requestContext().getStore();
  gatherAnswer(request, response, ({ status, headers, size, gzip }) => {
    if (!context?.search || status !== 200 || !gzip || size > MAX_BYTES) return;
    const all = Object.entries(headers).filter(([name]) => !before.has(name) && !OF_THIS.test(name));
    const names = Object.fromEntries(all.map(([name, value]) => [name, [value].flat().join(", ")]));
    const { until, counted } = context.search;
    // The compressor's own is part of a buffer several times as large.
    const kept: Kept = {
      gzip: Buffer.from(gzip),
      headers: { ...names, vary: "Accept-Encoding" },
      policy: null,
      counted,
    };
    keepValue(keyOf(url), kept, { tags: TAGS, read, until, size: gzip.length + url.length });
  });
}

const OF_THIS = new RegExp(`${OF_ONE_ANSWER.source}|^(?:${POLICY}|ratelimit.*)$`);
