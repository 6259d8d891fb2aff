/** `npm run bench`: one thing after another is measured on one database. Another thing to measure is one more file. */
import { connect, type Db } from "@/db/client";
import type { Settings } from "@/lib/env";
import { CommandError } from "@/lib/runtime/command-error";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { findMeilisearch } from "@/lib/runtime/meilisearch-server";
import { ensureBuilt } from "@/lib/runtime/next-build";
import { childEnvironment } from "@/lib/runtime/programs";
import { target } from "@/lib/search/meilisearch/target";
import { type IndexRow, indexMeilisearch, madeRow } from "./indexing";
import { type ListRow, newsroomList } from "./newsroom-list";
import { benchFolder, type Filled, filledDatabase, type Say, type Stops } from "./place";
import { startBenchPortal, untilAnsweredBy } from "./portal";
import type { BenchQuery } from "./queries";
import { bareMeilisearch, type Load, queriesOf, type Row, type Slow, searchApi } from "./search-api";
import { warm } from "./warm";

export const ENGINES = ["postgres", "meilisearch", "all"] as const;
export type AskedBench = {
  articles: number;
  data: string | undefined;
  keep: boolean;
  rate: number;
  seconds: number;
  engine: (typeof ENGINES)[number];
};
export type BenchReport = {
  articles: number;
  /** Where the data are; null when they were removed. */
  data: string | null;
  rate: number;
  indexing: IndexRow[];
  search: Row[];
  slowest: Record<string, Slow[]>;
  newsroom: ListRow[];
};

/** Of its own, so that a Meilisearch that is used for something else can be lent. */
const INDEX = "gazette-bench";

type Bench = {
  settings: Settings;
  db: Db;
  filled: Filled;
  queries: BenchQuery[];
  load: Load;
  report: BenchReport;
  say: Say;
  stops: Stops;
};

/** @throws CommandError when something is missing; the reason of `signal` */
export async function bench(
  given: Settings,
  asked: AskedBench,
  { say, signal }: { say: Say; signal: AbortSignal },
): Promise<BenchReport> {
  const { articles, rate, seconds, engine } = asked;
  const stops: Stops = [];
  try {
    const folder = await benchFolder(asked.data);
    const isKept = asked.keep || asked.data !== undefined;
    if (!isKept) stops.push(folder.remove);
    const settings = benchSettings(given, folder.path);
    const env = childEnvironment(settings, false);
    await ensureBuilt(env, () => say("Building the portal …"), signal);
    const filled = await filledDatabase(folder.path, articles, { env, say, signal, stops });
    const connection = connect(filled.url);
    stops.push(connection.close);
    const load = { rate, seconds, signal };
    const bench: Bench = {
      settings: { ...settings, DATABASE_URL: filled.url, DATABASE_READ_URL: filled.url },
      db: connection.db,
      filled,
      queries: await queriesOf(connection.db, articles, load),
      load,
      report: {
        articles,
        data: isKept ? folder.path : null,
        rate,
        indexing: [madeRow(filled)],
        search: [],
        slowest: {},
        newsroom: [],
      },
      say,
      stops,
    };
    await warm(connection.db, say);
    if (bench.queries.length === 0) throw new CommandError("There are too few articles to make queries of.");
    if (engine !== "meilisearch") await benchPostgres(bench);
    await benchNewsroom(bench);
    if (engine !== "postgres") await benchMeilisearch(bench, engine === "meilisearch", isKept);
    return bench.report;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** On data of its own, whatever the portal's settings say, and with nothing that is only for people. */
function benchSettings(given: Settings, folder: string): Settings {
  return {
    ...given,
    DATA_DIR: folder,
    NEXTAUTH_SECRET: "only for as long as it is measured",
    MEILISEARCH_INDEX: INDEX,
    SAMPLE_CONTENT: "off",
    LOG_LEVEL: "warn",
  };
}

async function benchPostgres({ settings, queries, load, report, say }: Bench): Promise<void> {
  const alone: Settings = { ...settings, SEARCH_ENGINE: "postgres", MEILISEARCH_URL: "" };
  await benchSearch("postgres", alone, { queries, load, report, say });
}

/** Its list of articles reads Postgres alone, whatever answers searches. */
async function benchNewsroom({ settings, db, load, report, say }: Bench): Promise<void> {
  const alone: Settings = { ...settings, SEARCH_ENGINE: "postgres", MEILISEARCH_URL: "" };
  const portal = await startBenchPortal(alone, { say, signal: load.signal });
  try {
    say("The newsroom’s list …");
    report.newsroom.push(...(await newsroomList(db, portal.origin, load.signal)));
  } finally {
    await portal.stop();
  }
}

async function benchMeilisearch(bench: Bench, isAsked: boolean, isKept: boolean): Promise<void> {
  const { settings, db, queries, load, report, say, stops } = bench;
  const { addresses, stop } = await findMeilisearch(settings);
  stops.push(stop);
  const [address] = addresses;
  if (!address) {
    if (isAsked) throw new CommandError("There is no Meilisearch: set MEILISEARCH_URL, or put one on PATH.");
    return say("Meilisearch is not measured: there is none (MEILISEARCH_URL, PATH).");
  }
  if (!isKept) stops.push(() => target(address, INDEX).remove(INDEX));
  const outside = withMeilisearch(settings, address);
  say("Indexing …");
  const { articles } = report;
  const env = childEnvironment(outside, false);
  const row = await indexMeilisearch(db, address, INDEX, {
    articles,
    timeZone: settings.SITE_TIME_ZONE,
    env,
    signal: load.signal,
  });
  if (row) report.indexing.push(row);
  await benchSearch("meilisearch", outside, { queries, load, report, say });
  const place = { db, address, indexUid: INDEX, timeZone: settings.SITE_TIME_ZONE };
  report.search.push(await bareMeilisearch(queries, place, load));
}

const withMeilisearch = (settings: Settings, { url, key }: MeilisearchAddress): Settings => ({
  ...settings,
  SEARCH_ENGINE: "meilisearch",
  MEILISEARCH_URL: url,
  MEILISEARCH_API_KEY: key,
});

async function benchSearch(
  engine: "postgres" | "meilisearch",
  settings: Settings,
  { queries, load, report, say }: Pick<Bench, "queries" | "load" | "report" | "say">,
): Promise<void> {
  const portal = await startBenchPortal(settings, { say, signal: load.signal });
  try {
    await untilAnsweredBy(engine, portal.origin, load.signal);
    say(`Searching with ${engine} …`);
    const { rows, slowest } = await searchApi(engine, portal.origin, queries, load);
    report.search.push(...rows);
    report.slowest[engine] = slowest;
  } finally {
    await portal.stop();
  }
}
