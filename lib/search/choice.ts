/** Which engine answers: Meilisearch where it is set and its index is true, else Postgres. The one place that decides. */
import type { Db } from "@/db/client";
import { readiness } from "@/db/search-targets";
import { env } from "../env";
import { meilisearchAddresses } from "../runtime/meilisearch";
import { site } from "../site";
import { meilisearchEngine } from "./meilisearch/engine";
import { target } from "./meilisearch/target";
import { type EngineResult, EngineUnavailable, NotInThisEngine, type SearchEngine, type SearchQuery } from "./port";
import { postgresEngine } from "./postgres";

export type Answered = {
  results: EngineResult[];
  engine: SearchEngine["name"];
  /** Another engine should have answered. */
  isReserve: boolean;
};

/** An outside engine is left alone for this long after it did not answer; then one search tries it. */
const REST_MS = 1_000;
/** How long what the worker says of the engines counts. */
const READINESS_MS = 300;
/** With changes that wait longer the index is not true enough. */
const MAX_WAITING_MS = 5_000;

type Outside = { name: string; engine: SearchEngine; restsUntil: number };
type Process = { outside: Outside[]; ready: Promise<Set<string>>; readAt: number };

const KEY = Symbol.for("gazette.search-engines");

/** On globalThis, since the bundler makes several copies of a module. */
function ofThisProcess(): Process {
  const shared = globalThis as { [KEY]?: Process };
  if (!shared[KEY]) {
    const settings = env();
    const outside = meilisearchAddresses(settings).map((address): Outside => {
      const { name, client, indexUid } = target(address, settings.MEILISEARCH_INDEX);
      return { name, engine: meilisearchEngine(client, indexUid, settings.SEARCH_TIMEOUT_MS), restsUntil: 0 };
    });
    shared[KEY] = { outside, ready: Promise.resolve(new Set()), readAt: 0 };
  }
  return shared[KEY];
}

/** Answers the queries, whatever happens to an outside engine. */
export async function answer(db: Db, queries: SearchQuery[], now: Date): Promise<Answered> {
  const { outside } = ofThisProcess();
  let isReserve = false;
  if (outside.length > 0) {
    const ready = await readyTargets(db);
    isReserve = true;
    for (const one of outside) {
      const time = Date.now();
      if (!ready.has(one.name) || time < one.restsUntil) continue;
      const isTrial = one.restsUntil > 0;
      // While one search tries it, others leave it alone.
      if (isTrial) one.restsUntil = time + REST_MS;
      try {
        const results = await one.engine.search(queries, now);
        one.restsUntil = 0;
        return { results, engine: one.engine.name, isReserve: false };
      } catch (error) {
        if (error instanceof NotInThisEngine) {
          isReserve = false;
          break;
        }
        if (!(error instanceof EngineUnavailable)) throw error;
        if (!isTrial) console.warn(`Search at ${one.name}: ${error.message} Postgres answers.`);
        one.restsUntil = Date.now() + REST_MS;
      }
    }
  }
  const engine = postgresEngine(db, site().timeZone);
  return { results: await engine.search(queries, now), engine: engine.name, isReserve };
}

/** Those whose index is true, as the worker last said. */
async function readyTargets(db: Db): Promise<Set<string>> {
  const process = ofThisProcess();
  const time = Date.now();
  if (time - process.readAt > READINESS_MS) {
    process.readAt = time;
    process.ready = readiness(db).then(({ statuses, waitingMs }) => {
      const ready = [...statuses].filter(([, status]) => status === "ready" && waitingMs <= MAX_WAITING_MS);
      return new Set(ready.map(([name]) => name));
    });
  }
  return process.ready;
}
