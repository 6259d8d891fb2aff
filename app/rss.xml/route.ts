import type { NextRequest } from "next/server";
import { feedResponse } from "@/app/_server/feed-response";
import { ARTICLES_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { site } from "@/lib/site";
import { feedAuthority } from "@/lib/syndication/authority";
import { minimumsOf, newestArticles } from "@/lib/syndication/newest";
import { rss } from "@/lib/syndication/rss";
import { urls } from "@/lib/urls";
import { untilNextSchedule } from "../_server/schedule";

export async function GET(request: NextRequest): Promise<Response> {
  const minimums = minimumsOf(request.nextUrl.searchParams);
  const { quality, heat } = minimums;
  const key = quality === null && heat === null ? urls.rss : `${urls.rss}?quality=${quality}&heat=${heat}`;
  return feedResponse(request, key, "application/rss+xml; charset=utf-8", async () => {
    const { db } = database();
    const now = new Date();
    const portal = site();
    const [articles, authority] = await Promise.all([
      newestArticles(db, now, minimums),
      feedAuthority(db, portal.url, now),
    ]);
    return {
      body: rss(articles, { site: portal, title: portal.name, path: urls.rss, authority }),
      tags: [ARTICLES_TAG, await untilNextSchedule(db, now)],
    };
  });
}
