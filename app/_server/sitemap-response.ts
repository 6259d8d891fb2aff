import type { Db } from "@/db/client";
import { ARTICLES_TAG, FRAME_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { type Site, site } from "@/lib/site";
import { feedResponse } from "./feed-response";
import { publicRead } from "./public-read";
import { untilNextSchedule } from "./schedule";

const XML = "application/xml; charset=utf-8";

/**
 * Answers with a sitemap, kept until an article, a topic or a provider changes. 404 where `make` gives null. `key` is
 * what it is kept by.
 */
export const sitemapResponse = (
  request: Request,
  key: string,
  make: (db: Db, site: Site, now: Date) => Promise<string | { xml: string; until: number | null } | null>,
): Promise<Response> =>
  feedResponse(request, key, XML, async () => {
    const now = new Date();
    const made = await publicRead((db) => make(db, site(), now));
    if (made === null) return null;
    const { xml, until } = typeof made === "string" ? { xml: made, until: null } : made;
    return {
      body: xml,
      tags: [ARTICLES_TAG, FRAME_TAG, await untilNextSchedule(database().db, now, until ?? undefined)],
    };
  });
