/** The feeds of everything, of topics and of providers, in any format. */

import type { NextRequest } from "next/server";
import { decoded } from "@/app/(public)/params";
import { database } from "@/lib/database";
import { feedDocument } from "@/lib/syndication/document";
import type { FeedFormat } from "@/lib/syndication/formats";
import { askedOf, type FeedSource, feedPath, parametersOf } from "@/lib/syndication/source";
import { feedResponse } from "./feed-response";
import { publicRead } from "./public-read";
import { untilNextSchedule } from "./schedule";

/** `?quality=N&heat=N` are minimums, `before` is an older document's place; what else stands there is ignored. */
export function latestFeed(request: NextRequest, format: FeedFormat): Promise<Response> {
  return listFeed(request, { kind: "latest" }, format);
}

/** At `/topic/{id}/…`, with the articles of the topics below it. */
export function topicFeed(request: NextRequest, format: FeedFormat): Promise<Response> {
  return listFeed(request, { kind: "topic", id: nameIn(request) }, format);
}

/** At `/provider/{domain}/…`. */
export function providerFeed(request: NextRequest, format: FeedFormat): Promise<Response> {
  return listFeed(request, { kind: "provider", domain: nameIn(request) }, format);
}

/** The second part of the address; one that can't be read is the name of nothing. */
const nameIn = ({ nextUrl }: NextRequest) => decoded(nextUrl.pathname.split("/")[2] ?? "") ?? "";

function listFeed(request: NextRequest, source: FeedSource, format: FeedFormat): Promise<Response> {
  const asked = askedOf(request.nextUrl.searchParams);
  const path = feedPath(source, format.file) + parametersOf(asked);
  return feedResponse(request, path, `${format.mediaType}; charset=utf-8`, async () => {
    const now = new Date();
    const found = await publicRead((db) => feedDocument(db, now, source, asked, format));
    if (!found || "movedTo" in found) return found;
    const { body, link, tags } = found;
    return { body, tags: [...tags, await untilNextSchedule(database().db, now)], extra: { link } };
  });
}
