/** What rows measure on: database, portals, the bare app and the engine, each started when a row first asks for it. */
import { connect, type Db } from "@/db/client";
import type { Settings } from "@/lib/env";
import { CommandError } from "@/lib/runtime/command-error";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { findMeilisearch } from "@/lib/runtime/meilisearch-server";
import { ensureBuilt } from "@/lib/runtime/next-build";
import { childEnvironment } from "@/lib/runtime/programs";
import { target } from "@/lib/search/meilisearch/target";
import { type BareApp, startBareApp } from "./bare-app";
import { indexMeilisearch } from "./indexing";
import type { Effort } from "./measured-process";
import { benchFolder, type Filled, filledDatabase, type Say, type Stops, sizedDatabase } from "./place";
import { type BenchPortal, startBenchPortal, untilAnsweredBy } from "./portal";
import type { BenchQuery } from "./queries";
import { type Load, queriesOf } from "./search-load";
import type { Slices } from "./slices";
import { warm } from "./warm";

export type Engine = "postgres" | "meilisearch";

export type AskedBench = {
  articles: number;
  data: string | undefined;
  keep: boolean;
  rate: number;
  seconds: number;
  isQuick: boolean;
  withLighthouse: boolean;
};

export type Bench = {
  asked: AskedBench;
  settings: Settings;
  /** Where files may be made. */
  folder: string;
  slices: Slices;
  load: Load;
  signal: AbortSignal;
  say: Say;
  stops: Stops;
  filled: Filled;
  db: Db;
  /** Queries of the articles' own words. */
  queries: BenchQuery[];
  /** The portal with this engine, on all articles. */
  portal: (engine: Engine) => Promise<BenchPortal>;
  /** A portal on so many articles, with Postgres for its search. */
  portalOf: (articles: number) => Promise<BenchPortal & { db: Db }>;
  /** Those that run. */
  portals: BenchPortal[];
  bare: () => Promise<BareApp>;
  /** With an index of all articles; null where there is no Meilisearch. `indexed` is null for an index of an earlier run. */
  meilisearch: () => Promise<{ address: MeilisearchAddress; indexed: Indexed | null } | null>;
};
export type Indexed = Effort & { engineMemory: number | null };

/** Of its own, so that a Meilisearch that is used for something else can be lent. */
export const INDEX = "gazette-bench";
const SLICES = { full: { count: 4, ms: 1_500 }, quick: { count: 3, ms: 300 } };

/**
 * @param stops is given what is to be stopped at the end, also when this fails
 * @throws CommandError when something is missing; the reason of `signal`
 */
export async function startBench(
  given: Settings,
  asked: AskedBench,
  { say, signal, stops }: { say: Say; signal: AbortSignal; stops: Stops },
): Promise<Bench> {
  const { articles, rate, seconds, isQuick } = asked;
  const folder = await benchFolder(asked.data);
  const isKept = asked.keep || asked.data !== undefined;
  if (!isKept) stops.push(folder.remove);
  const ownSettings = benchSettings(given, folder.path);
  const env = childEnvironment(ownSettings, false);
  await ensureBuilt(env, () => say("Building the portal …"), signal);
  const filled = await filledDatabase(folder.path, articles, { env, say, signal, stops });
  const settings = onDatabase(ownSettings, filled.url);
  const { db, close } = connect(filled.url);
  stops.push(close);
  const load = { rate, seconds, signal };
  const queries = await queriesOf(db, articles, load);
  if (queries.length === 0) throw new CommandError("There are too few articles to make queries of.");
  await warm(db, say);
  const portals: BenchPortal[] = [];
  const started = async (own: Settings, engine: Engine) => {
    const portal = await startBenchPortal(own, { say, signal });
    portals.push(portal);
    stops.push(portal.stop);
    await untilAnsweredBy(engine, portal.origin, signal);
    return portal;
  };
  const meilisearch = once(async () => {
    const { addresses, stop } = await findMeilisearch({ ...settings, SEARCH_ENGINE: "auto" });
    stops.push(stop);
    const [address] = addresses;
    if (!address) return null;
    if (!isKept) stops.push(() => target(address, INDEX).remove(INDEX));
    say("Indexing …");
    const own = childEnvironment(withMeilisearch(settings, address), false);
    const timeZone = settings.SITE_TIME_ZONE;
    return { address, indexed: await indexMeilisearch(db, address, INDEX, { articles, timeZone, env: own, signal }) };
  });
  const alone = { ...settings, SEARCH_ENGINE: "postgres", MEILISEARCH_URL: "" } as const;
  const withEngine = {
    postgres: once(() => started(alone, "postgres")),
    meilisearch: once(async () => {
      const found = await meilisearch();
      if (!found) throw new CommandError("There is no Meilisearch (MEILISEARCH_URL, PATH).");
      return started(withMeilisearch(settings, found.address), "meilisearch");
    }),
  };
  return {
    asked,
    settings,
    folder: folder.path,
    slices: isQuick ? SLICES.quick : SLICES.full,
    load,
    signal,
    say,
    stops,
    filled,
    db,
    queries,
    portal: (engine) => withEngine[engine](),
    portalOf: async (count) => {
      if (count === articles) return { ...(await withEngine.postgres()), db };
      const url = await sizedDatabase(filled.url, count, { env, say, signal });
      const connection = connect(url);
      stops.push(connection.close);
      await warm(connection.db, say);
      return { ...(await started(onDatabase(alone, url), "postgres")), db: connection.db };
    },
    portals,
    bare: once(() => startBareApp(folder.path, { env: childEnvironment(settings, false), say, signal, stops })),
    meilisearch,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
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

const onDatabase = (settings: Settings, url: string): Settings => ({
  ...settings,
  DATABASE_URL: url,
  DATABASE_READ_URL: url,
});

const withMeilisearch = (settings: Settings, { url, key }: MeilisearchAddress): Settings => ({
  ...settings,
  SEARCH_ENGINE: "meilisearch",
  MEILISEARCH_URL: url,
  MEILISEARCH_API_KEY: key,
});
