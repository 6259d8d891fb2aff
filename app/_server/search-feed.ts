/** A search as a feed, in any format. */
import type { NextRequest } from "next/server";
import { withoutMinimums } from "@/app/(public)/search/address";
import { database } from "@/lib/database";
import { RETRY_AFTER_S, UNAVAILABLE_NOTE, unlessUnavailable } from "@/lib/search/unavailable";
import { site } from "@/lib/site";
import { feedAuthority, feedId } from "@/lib/syndication/authority";
import type { FeedFormat } from "@/lib/syndication/formats";
import { searchFeed } from "@/lib/syndication/search";
import { urls } from "@/lib/urls";
import { freshFeedResponse } from "./feed-response";
import { CORS_HEADERS } from "./problem";

/** Made for each request, as the search page is: what a search finds may change with any article. */
export async function searchFeedResponse(
  request: NextRequest,
  { file, mediaType, write }: FeedFormat,
): Promise<Response> {
  const { db } = database();
  const now = new Date();
  const portal = site();
  const [found, authority] = await Promise.all([
    unlessUnavailable(searchFeed(db, request.nextUrl.searchParams, now), null),
    feedAuthority(db, portal.url, now),
  ]);
  if (!found) return notNow();
  const { articles, title, parameters } = found;
  const path = urls.searchFeed(file, parameters);
  const body = write(articles, {
    site: portal,
    title,
    path,
    page: urls.search(withoutMinimums(parameters)),
    id: feedId(authority, `search?${parameters}`),
    authority,
  });
  return freshFeedResponse(request, path, `${mediaType}; charset=utf-8`, body);
}

/** Not an empty feed: readers would take it for the truth. */
const notNow = () =>
  new Response(`${UNAVAILABLE_NOTE}\n`, {
    status: 503,
    headers: { "content-type": "text/plain", "retry-after": String(RETRY_AFTER_S), ...CORS_HEADERS },
  });
