/** What it costs to render without the page cache: the first page of each list of all articles, and its last one. */
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { announce, EVERYTHING } from "@/db/announce";
import { type List, lists } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { type Cursor, cursorOf, formatCursor } from "@/db/keyset";
import { liveCondition } from "@/db/live";
import { article } from "@/db/schema";
import { urls } from "@/lib/urls";
import { median } from "./row";
import { contentOf } from "./rows/pages";

/** What stands on the last page. */
const LAST = 20;
const API_PAGE = 25;
/** So long a change takes at most to be heard of. */
const HEARD_MS = 60;

export type Place = { list: string; first: string; last: string };

/** The addresses of both, where `origin` is a portal on `db`. */
export async function listPlaces(db: Db, origin: string): Promise<Place[]> {
  const [front, latest, top] = [
    await cursorFromEnd(db, lists.front()),
    await cursorFromEnd(db, lists.latest()),
    await cursorFromEnd(db, lists.top(null)),
  ];
  const [counted] = await db.execute<{ live: number }>(
    sql`select count(*)::int as live from ${article} where ${liveCondition(new Date())}`,
  );
  const lastPage = Math.max(1, Math.ceil((counted?.live ?? 0) / API_PAGE));
  return [
    { list: "home", first: urls.home, last: urls.older(urls.home, front) },
    { list: "latest", first: urls.latest, last: urls.older(urls.latest, latest) },
    { list: "top of all time", first: urls.top("all"), last: urls.older(urls.top("all"), top) },
    { list: "feed archive", ...(await archivePlaces(origin, latest)) },
    { list: "API v1", first: urls.api.articles, last: `${urls.api.articles}?after=${latest}` },
    { list: "API page", first: urls.api.news(null, 1), last: urls.api.news(null, lastPage) },
  ];
}

/** The feed names the first of its older documents: the others differ in the place alone. */
async function archivePlaces(origin: string, latest: string): Promise<Pick<Place, "first" | "last">> {
  const link = (await contentOf(origin + urls.atom)).match(/<link[^>]*prev-archive[^>]*>/)?.[0] ?? "";
  const href = link.match(/href="([^"]+)"/)?.[1];
  if (!href) return { first: urls.atom, last: urls.atom };
  const { pathname, search } = new URL(href.replaceAll("&amp;", "&"));
  const first = pathname + search;
  return { first, last: first.replace(/\d+_\d+/, latest) };
}

async function cursorFromEnd(db: Db, { keyset, where }: List): Promise<string> {
  const backwards = sql.join(
    keyset.map(({ value }) => sql`${value} asc`),
    sql`, `,
  );
  const [row] = await db.execute<{ cursor: Cursor }>(sql`
    select ${cursorOf(keyset)} as cursor from ${article}
     where ${liveCondition(new Date())} and ${where} order by ${backwards} offset ${LAST} limit 1`);
  if (!row) throw new Error("There are too few articles.");
  return formatCursor(row.cursor);
}

/** Nothing that is kept counts from now on. */
export async function forgetPages(db: Db): Promise<void> {
  await announce(db, [EVERYTHING]);
  await delay(HEARD_MS);
}

export type Asking = { origin: string; db: Db; path: string };

/** In ms, of each: the median of so many askings, by turns, each after everything kept was forgotten. */
export async function uncached(askings: Asking[], times: number, signal: AbortSignal): Promise<number[]> {
  const taken = askings.map((): number[] => []);
  for (let time = -1; time < times; time++) {
    for (const [index, { origin, db, path }] of askings.entries()) {
      signal.throwIfAborted();
      await forgetPages(db);
      const began = performance.now();
      await contentOf(origin + path);
      // The first one is to warm up.
      if (time >= 0) taken[index]?.push(performance.now() - began);
    }
  }
  return taken.map(median);
}
