/** Feeds as responses, kept until something that they show has changed. */
import { LRUCache } from "lru-cache";
import { lastChange } from "@/db/last-change";
import { database } from "@/lib/database";
import { ASKED_EACH_TIME } from "./cache-control.mjs";
import { digest, FEED_VARY, feedAnswer, type KeptFeed } from "./feed-answer";
import { handOver } from "./feed-delivery";
import { feedKey } from "./kept-feed";
import { remembered } from "./page-cache.mjs";
import { CORS_HEADERS } from "./problem";

type Version = Pick<KeptFeed, "version" | "modified">;
type Made = { body: string; tags: string[]; extra?: Record<string, string> };
/** It is at another address now. */
type Moved = { movedTo: string };
type Versions = LRUCache<string, Version>;

const SECOND_MS = 1_000;
/** Besides the text itself a document is kept in two encodings or three, each a fraction of it. */
const KEPT_PER_BYTE = 2;
/** The last version of each feed, for when its content is made anew and turns out the same. */
const MAX_VERSIONS = 10_000;
const siteVersions: Versions = new LRUCache({ max: MAX_VERSIONS });
/** There is a feed for any search, so these must not push out the others. */
const freshVersions: Versions = new LRUCache({ max: MAX_VERSIONS });

/**
 * Answers with a feed that is made when something it depends on has changed.
 * @param make null: there is no such feed. Neither that nor a move is kept.
 */
export async function feedResponse(
  request: Request,
  path: string,
  contentType: string,
  make: () => Promise<Made | Moved | null>,
): Promise<Response> {
  const found = await remembered<KeptFeed | Moved | null>(feedKey(path), async () => {
    const made = await make();
    if (!made || "movedTo" in made) return { value: made, tags: ["missing"], size: 0 };
    const value = await keptOf(siteVersions, path, contentType, made.body, made.extra);
    return { value, tags: made.tags, size: value.body.length * KEPT_PER_BYTE };
  });
  if (!found) return notHere();
  return "movedTo" in found ? moved(found.movedTo) : responseOf(request, found);
}

/** Without a word browsers would follow a permanent redirect for good, and what is not there may come. */
const ELSEWHERE = { vary: FEED_VARY, ...ASKED_EACH_TIME, ...CORS_HEADERS };

const moved = (location: string) => new Response(null, { status: 308, headers: { location, ...ELSEWHERE } });

const notHere = () =>
  new Response("There is no such feed. /feeds lists those there are.\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8", ...ELSEWHERE },
  });

/** Answers with a feed made for this request, such as that of a search. Other search engines need not list it. */
export async function freshFeedResponse(
  request: Request,
  key: string,
  contentType: string,
  body: string,
): Promise<Response> {
  const kept = await keptOf(freshVersions, digest(key), contentType, body, { "x-robots-tag": "noindex" });
  return responseOf(request, kept);
}

function responseOf(request: Request, kept: KeptFeed): Response {
  return handOver(
    request,
    feedAnswer(kept, (name) => request.headers.get(name), request.method),
  );
}

async function keptOf(
  versions: Versions,
  key: string,
  contentType: string,
  body: string,
  extra: Record<string, string> = {},
): Promise<KeptFeed> {
  return { contentType, body: Buffer.from(body), ...(await versionOf(versions, key, body)), extra, encoded: {} };
}

async function versionOf(versions: Versions, key: string, body: string): Promise<Version> {
  const version = digest(body);
  const last = versions.get(key);
  if (last?.version === version) return last;
  const made = { version, modified: await modifiedAfter(last) };
  versions.set(key, made);
  return made;
}

/**
 * When a version came to be that differs from the last one: now, but a second later than that. Of the first that this
 * process makes it is only known that it is no younger than the latest change of all: so it is the same after a
 * restart, and in each process.
 */
async function modifiedAfter(last: Version | undefined): Promise<Date> {
  const now = Date.now();
  if (last) return new Date(Math.max(wholeSecond(Math.floor, now), last.modified.getTime() + SECOND_MS));
  const change = await lastChange(database().db, new Date(now));
  // A time within a second is told as the second's end: who has what was there at its beginning has not seen it.
  return new Date(wholeSecond(Math.ceil, change?.getTime() ?? now));
}

const wholeSecond = (round: (number: number) => number, ms: number) => round(ms / SECOND_MS) * SECOND_MS;
