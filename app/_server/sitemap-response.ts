import type { Db } from "@/db/client";
import { ARTICLES_TAG, FRAME_TAG } from "@/lib/cache-tags";
import { database } from "@/lib/database";
import { type Site, site } from "@/lib/site";
import { feedResponse } from "./feed-response";
import { untilNextSchedule } from "./schedule";

const XML = "application/xml; charset=utf-8";

/** Not there: thrown through the cache, so that addresses nobody gave out are not kept. */
class NoSuchFile extends Error {}

/**
 * Answers with a sitemap, kept until an article, a topic or a provider changes. 404 where `make` gives null. `key` is
 * what it is kept by.
 */
export async function sitemapResponse(
  request: Request,
  key: string,
  make: (db: Db, site: Site, now: Date) => Promise<string | { xml: string; until: number | null } | null>,
): Promise<Response> {
  try {
    return await feedResponse(request, key, XML, async () => {
      const { db } = database();
      const now = new Date();
      const made = await make(db, site(), now);
      if (made === null) throw new NoSuchFile();
      const { xml, until } = typeof made === "string" ? { xml: made, until: null } : made;
      return { body: xml, tags: [ARTICLES_TAG, FRAME_TAG, await untilNextSchedule(db, now, until ?? undefined)] };
    });
  } catch (error) {
    if (!(error instanceof NoSuchFile)) throw error;
    return new Response("There is no such sitemap.\n", { status: 404, headers: { "content-type": "text/plain" } });
  }
}
