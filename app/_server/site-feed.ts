/** The feed of everything, in any format. */
import type { NextRequest } from "next/server";
import { ARTICLES_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { feedAuthority, feedId } from "@/lib/syndication/authority";
import type { FeedFormat } from "@/lib/syndication/formats";
import { minimumsOf, newestArticles } from "@/lib/syndication/newest";
import { urls } from "@/lib/urls";
import { feedResponse } from "./feed-response";
import { untilNextSchedule } from "./schedule";

/** `?quality=N&heat=N` are minimums; what else stands there is ignored. */
export function siteFeed(request: NextRequest, { file, mediaType, write }: FeedFormat): Promise<Response> {
  const minimums = minimumsOf(request.nextUrl.searchParams);
  const asked = new URLSearchParams(
    Object.entries(minimums).flatMap(([name, minimum]) => (minimum === null ? [] : [[name, String(minimum)]])),
  ).toString();
  const parameters = asked && `?${asked}`;
  const path = `/${file}${parameters}`;
  return feedResponse(request, path, `${mediaType}; charset=utf-8`, async () => {
    const { db } = database();
    const now = new Date();
    const portal = site();
    const [articles, authority] = await Promise.all([
      newestArticles(db, now, minimums),
      feedAuthority(db, portal.url, now),
    ]);
    const id = feedId(authority, `latest${parameters}`);
    return {
      body: write(articles, { site: portal, title: portal.name, path, page: urls.home, id, authority }),
      tags: [ARTICLES_TAG, await untilNextSchedule(db, now)],
    };
  });
}
