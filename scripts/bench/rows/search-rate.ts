import { urls } from "@/lib/urls";
import { type Bench, type Engine, INDEX } from "../bench";
import { meilisearchRequests, postgresStatements } from "../engine-requests";
import type { Line, Row } from "../row";
import { asNew, searchPath } from "../search-load";
import { sideBySide } from "../slices";
import { contentOf } from "./pages";

/** So many queries are asked in turn. */
const QUERIES = 200;
const SIZED_BY = 20;
/** And so many where what is asked was asked before: few enough that the warm-up asks for all of them. */
const AGAIN = 20;
const LEAST_OF_PAGE = 0.6;
const LEAST_OF_HANDLER = 0.5;

export const searchRate: Row = {
  id: "search-rate",
  what: "Search page and search API: requests/s",
  goal: "0.6 of a bare dynamic page of that size with one query; 0.5 of a bare route handler with the same engine requests",
  isQuick: true,
  async measure(bench) {
    const lines = await ofEngine(bench, "postgres");
    if (!(await bench.meilisearch())) return lines;
    return [...lines, ...(await ofEngine(bench, "meilisearch"))];
  },
};

async function ofEngine(bench: Bench, engine: Engine): Promise<Line[]> {
  const { origin, pids } = await bench.portal(engine);
  const { origin: bareOrigin, pid, give, pageOfSize } = await bench.bare();
  const { slices, signal, say } = bench;
  const queries = bench.queries.slice(0, QUERIES);
  say(`  search with ${engine} …`);

  const paths = queries.map(({ q }) => urls.search({ q }));
  const pages: string[] = [];
  for (const path of paths.slice(0, SIZED_BY)) pages.push(await contentOf(origin + path));
  const bytes = Math.round(pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0) / pages.length);
  const file = `search-${engine}`;
  await give(file, (pages[0] ?? "").replaceAll(/<script.*?<\/script>/gs, ""));
  const sized = [await pageOfSize("dynamic", file, bytes)];
  const barePage = { origin: bareOrigin, pid, paths: sized, what: "bare dynamic page" };
  const ofPage = { slices, signal, goal: { of: "ratio", least: LEAST_OF_PAGE } } as const;
  const page = await sideBySide({ origin, pid: pids().app, paths: asNew(paths) }, barePage, ofPage);
  const pageAgain = await sideBySide({ origin, pid: pids().app, paths: paths.slice(0, AGAIN) }, barePage, ofPage);

  await give(`${engine}.json`, JSON.stringify(await engineWork(bench, engine)));
  const handler = queries.map(
    (_, index) => `/engine?${new URLSearchParams({ file: `${engine}.json`, search: `${index}` })}`,
  );
  const bareHandler = { origin: bareOrigin, pid, paths: handler, what: "bare route handler" };
  const ofApi = { slices, signal, goal: { of: "ratio", least: LEAST_OF_HANDLER } } as const;
  const searches = queries.map(searchPath);
  const api = await sideBySide({ origin, pid: pids().app, paths: asNew(searches) }, bareHandler, ofApi);
  const apiAgain = await sideBySide({ origin, pid: pids().app, paths: searches.slice(0, AGAIN) }, bareHandler, ofApi);
  return [
    { what: `search page, ${engine} (${Math.round(bytes / 1000)} kB)`, ...page },
    { what: `search page, ${engine}, asked again`, ...pageAgain },
    { what: `search API, ${engine}`, ...api },
    { what: `search API, ${engine}, asked again`, ...apiAgain },
  ];
}

/** As `bare-app/app/engine/route.js` takes it. */
async function engineWork({ db, queries, settings, filled, meilisearch }: Bench, engine: Engine): Promise<object[]> {
  const asked = queries.slice(0, QUERIES);
  const timeZone = settings.SITE_TIME_ZONE;
  if (engine === "postgres") {
    const all = await postgresStatements(asked, filled.url, timeZone);
    return all.map((statements) => ({ statements }));
  }
  const found = await meilisearch();
  if (!found) throw new Error("There is no Meilisearch.");
  const all = await meilisearchRequests(asked, { db, timeZone, address: found.address, indexUid: INDEX });
  return all.map((requests) => ({ requests }));
}
