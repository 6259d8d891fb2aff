/** Cached reads of the public pages: each tells the page cache what the page depends on. */
import { cache } from "react";
import type { Db } from "@/db/client";
import { database } from "@/lib/database";
import * as reading from "@/lib/reading";
import type { Period } from "@/lib/reading/types";
import type { SitePage } from "@/lib/settings/pages";
import { askedOf } from "@/lib/syndication/source";
import * as views from "@/lib/syndication/view";
import { ageChangesAt, DAY_MS } from "@/lib/time";
import { cacheClock, remembered } from "./page-cache.mjs";
import { publicRead } from "./public-read";
import { untilNextSchedule } from "./schedule";
import { tagPage } from "./tag-page";

/** Pages that show no age still follow schedules and the calendar at the latest after this time. */
const LONGEST_MS = DAY_MS;

/** One read: at `now`, with what the page must be rendered anew for. */
async function tagged<T>(read: (db: Db, now: Date) => Promise<reading.Read<T>>): Promise<T & { now: Date }> {
  const seen = cacheClock();
  const now = new Date();
  const { value, tags, dates, until: ends } = await publicRead((db) => read(db, now));
  const longest = Math.min(now.getTime() + LONGEST_MS, ends?.getTime() ?? Number.POSITIVE_INFINITY);
  const atLatest = Math.min(longest, ...dates.map((date) => ageChangesAt(date, now)));
  const until = await untilNextSchedule(database().db, now, atLatest);
  await tagPage([...tags, `read-${seen}`, until]);
  return { ...value, now };
}

export const frontPage = cache((cursor: string | null) => tagged((db, now) => reading.frontPage(db, now, cursor)));
export const latestPage = cache((cursor: string | null) => tagged((db, now) => reading.latestPage(db, now, cursor)));
export const topPage = cache((period: Period, cursor: string | null) =>
  tagged((db, now) => reading.topPage(db, now, period, cursor)),
);
export const topicPage = cache((id: string, cursor: string | null) =>
  tagged((db, now) => reading.topicPage(db, now, id, cursor)),
);
export const providerPage = cache((domain: string, cursor: string | null) =>
  tagged((db, now) => reading.providerPage(db, now, domain, cursor)),
);
export const monthPage = cache((year: number, month: number, cursor: string | null) =>
  tagged((db, now) => reading.monthPage(db, now, year, month, cursor)),
);
export const articlePage = cache((slug: string) =>
  tagged(async (db, now) => {
    const read = await reading.articlePage(db, now, slug);
    return read.value.found.kind === "gone" ? { ...read, tags: [...read.tags, "gone"] } : read;
  }),
);
export const archivePage = cache(() => tagged((db, now) => reading.archivePage(db, now)));
export const topicsPage = cache(() => tagged((db, now) => reading.topicsPage(db, now)));
export const providersPage = cache(() => tagged((db, now) => reading.providersPage(db, now)));
export const sitePage = cache((page: SitePage) => tagged((db) => reading.sitePage(db, page)));
/** `parameters`: those of the feed's address. */
export const feedView = cache((path: string, parameters: string) =>
  tagged((db, now) => views.feedView(db, now, path, askedOf(new URLSearchParams(parameters)))),
);
/** What the frame of each page shows: the topics of its navigation. */
export const frame = cache(() => tagged((db, now) => reading.frame(db, now)));
/** The same for pages that are made for each request: read once until it changes. */
export const keptFrame = cache(() =>
  remembered("frame", async () => {
    const { value, tags } = await publicRead((db) => reading.frame(db, new Date()));
    return { value, tags, size: JSON.stringify(value).length };
  }),
);
