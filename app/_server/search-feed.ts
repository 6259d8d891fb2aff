/** A search as a feed, in any format. */
import type { NextRequest } from "next/server";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { feedAuthority, feedId } from "@/lib/syndication/authority";
import type { FeedFormat } from "@/lib/syndication/formats";
import { searchFeed } from "@/lib/syndication/search";
import { urls } from "@/lib/urls";
import { freshFeedResponse } from "./feed-response";

/** Made for each request, as the search page is: what a search finds may change with any article. */
export async function searchFeedResponse(
  request: NextRequest,
  { file, mediaType, write }: FeedFormat,
): Promise<Response> {
  const { db } = database();
  const now = new Date();
  const portal = site();
  const [{ articles, title, parameters }, authority] = await Promise.all([
    searchFeed(db, request.nextUrl.searchParams, now),
    feedAuthority(db, portal.url, now),
  ]);
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

/** The search page knows them only as operators of the text. */
function withoutMinimums(parameters: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(parameters);
  rest.delete("quality");
  rest.delete("heat");
  return rest;
}
