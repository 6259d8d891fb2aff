/** Feeds as responses that readers can ask for cheaply: strong ETag, Last-Modified, 304. */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { remembered } from "./page-cache.mjs";

type Version = { etag: string; modified: Date };
type Kept = { body: string } & Version;
type Made = { body: string; tags: string[] };
type Versions = LRUCache<string, Version>;

const SECOND_MS = 1_000;
/** The last version of each feed, for when its content is made anew and turns out the same. */
const MAX_VERSIONS = 1_000;
const siteVersions: Versions = new LRUCache({ max: MAX_VERSIONS });
/** There is a feed for any search, so these must not push out the others. */
const freshVersions: Versions = new LRUCache({ max: MAX_VERSIONS });

/** Answers with a feed that is made when something it depends on has changed. `key` is its address. */
export async function feedResponse(
  request: Request,
  key: string,
  contentType: string,
  make: () => Promise<Made>,
): Promise<Response> {
  const kept = await remembered<Kept>(`feed ${key}`, async () => {
    const { body, tags } = await make();
    return { value: { body, ...versionOf(siteVersions, key, body) }, tags, size: body.length * 2 };
  });
  return answer(request, contentType, kept);
}

/** Answers with a feed made for this request, such as that of a search. Other search engines need not list it. */
export function freshFeedResponse(request: Request, key: string, contentType: string, body: string): Response {
  const version = versionOf(freshVersions, digest(key), body);
  return answer(request, contentType, { body, ...version }, { "x-robots-tag": "noindex" });
}

function answer(
  request: Request,
  contentType: string,
  { body, etag, modified }: Kept,
  extra: Record<string, string> = {},
): Response {
  const headers = {
    etag,
    "last-modified": modified.toUTCString(),
    "cache-control": "public, max-age=0, must-revalidate",
    "access-control-allow-origin": "*",
    ...extra,
  };
  if (isUnchanged(request, etag, modified)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": contentType } });
}

/** Versions that follow each other within a second still get different times. */
function versionOf(versions: Versions, key: string, body: string): Version {
  const etag = `"${digest(body).slice(0, 27)}"`;
  const last = versions.get(key);
  if (last?.etag === etag) return last;
  const now = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
  const version = { etag, modified: new Date(Math.max(now, (last?.modified.getTime() ?? 0) + SECOND_MS)) };
  versions.set(key, version);
  return version;
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");

/** RFC 9110, 13.2.2: If-None-Match counts; If-Modified-Since only without it. */
function isUnchanged(request: Request, etag: string, modified: Date): boolean {
  const tags = request.headers.get("if-none-match");
  if (tags !== null)
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return since >= modified.getTime();
}
