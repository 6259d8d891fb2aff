/** Feeds as responses that readers can ask for cheaply: strong ETag, Last-Modified, 304. */
import { createHash } from "node:crypto";
import { remembered } from "./page-cache.mjs";

type Kept = { body: string; etag: string; modified: Date };
type Made = { body: string; tags: string[] };

const SECOND_MS = 1_000;
/** The last version of each feed, for when its content is made anew and turns out the same. */
const versions = new Map<string, { etag: string; modified: Date }>();
const MAX_VERSIONS = 1_000;

/** Answers with a feed that is made when something it depends on has changed. `key` is its address. */
export async function feedResponse(
  request: Request,
  key: string,
  contentType: string,
  make: () => Promise<Made>,
): Promise<Response> {
  const { body, etag, modified } = await remembered<Kept>(`feed ${key}`, async () => {
    const made = await make();
    const etag = `"${createHash("sha256").update(made.body).digest("base64url").slice(0, 27)}"`;
    const value = { body: made.body, ...versionOf(key, etag) };
    return { value, tags: made.tags, size: made.body.length * 2 };
  });
  const headers = {
    etag,
    "last-modified": modified.toUTCString(),
    "cache-control": "public, max-age=0, must-revalidate",
    "access-control-allow-origin": "*",
  };
  if (isUnchanged(request, etag, modified)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": contentType } });
}

/** Versions that follow each other within a second still get different times. */
function versionOf(key: string, etag: string): { etag: string; modified: Date } {
  const last = versions.get(key);
  if (last?.etag === etag) return last;
  const now = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
  const version = { etag, modified: new Date(Math.max(now, (last?.modified.getTime() ?? 0) + SECOND_MS)) };
  if (versions.size >= MAX_VERSIONS) versions.clear();
  versions.set(key, version);
  return version;
}

/** RFC 9110, 13.2.2: If-None-Match counts; If-Modified-Since only without it. */
function isUnchanged(request: Request, etag: string, modified: Date): boolean {
  const tags = request.headers.get("if-none-match");
  if (tags !== null)
    return tags.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  return since >= modified.getTime();
}
