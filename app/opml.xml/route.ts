import type { NextRequest } from "next/server";
import { feedResponse } from "@/app/_server/feed-response";
import { untilNextSchedule } from "@/app/_server/schedule";
import { database } from "@/lib/database";
import { providersPage, topicsPage } from "@/lib/reading";
import { site } from "@/lib/site";
import { opml } from "@/lib/syndication/opml";
import { urls } from "@/lib/urls";

/** All feeds there are, for reader programs to import. */
export const GET = (request: NextRequest): Promise<Response> =>
  feedResponse(request, urls.opml, "text/x-opml; charset=utf-8", async () => {
    const { db } = database();
    const now = new Date();
    const [topics, providers] = await Promise.all([topicsPage(db, now), providersPage(db, now)]);
    return {
      body: opml(site(), topics.value.topics, providers.value.providers),
      tags: [...topics.tags, ...providers.tags, await untilNextSchedule(db, now)],
    };
  });
