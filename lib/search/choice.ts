/** Which engine answers: Meilisearch where it is set and its index is true, else Postgres. The one place that decides. */
import type { Db } from "@/db/client";
import { type Ready, readiness } from "@/db/search-targets";
import { env } from "../env";
import { log } from "../log/log";
import { type MeilisearchAddress, meilisearchAddresses } from "../runtime/meilisearch";
import { site } from "../site";
import { documentForm } from "./meilisearch/document";
import { meilisearchEngine } from "./meilisearch/engine";
import { target } from "./meilisearch/target";
import {
  type EngineResult,
  EngineUnavailable,
  type HowToSearch,
  NotInThisEngine,
  type SearchEngine,
  type SearchQuery,
} from "./port";
import { postgresEngine } from "./postgres";
import { MAX_BEHIND_MS } from "./status";
import { synonyms, synonymTokens } from "./synonyms";

export type Answered = {
  /** One for each query. */
  results: EngineResult[];
  engine: SearchEngine["name"];
  /** Another engine should have answered. */
  isReserve: boolean;
};

export type SearchChoice = (
  db: Db,
  queries: SearchQuery[],
  now: Date,
  how?: Pick<HowToSearch, "early">,
) => Promise<Answered>;

export type ChoiceOptions = {
  addresses: MeilisearchAddress[];
  indexUid: string;
  timeZone: string;
  /** How long Meilisearch may take; then Postgres answers. */
  timeoutMs: number;
};

/** An outside engine is left alone for this long after it did not answer; then one search tries it. */
const REST_MS = 1_000;
/** How long what the worker says of the engines counts; for as long again it counts while it is read anew. */
const READINESS_MS = 300;

/** From so many documents on, counting takes longer than asking twice. */
const LARGE_INDEX = 300_000;

const KEY = Symbol.for("gazette.search-choice");

/** Answers the queries, whatever happens to an outside engine. By the settings of this process. */
export const answer: SearchChoice = (db, queries, now, how) => {
  // On globalThis, since the bundler makes several copies of a module.
  const shared = globalThis as { [KEY]?: { timeZone: string; choose: SearchChoice } };
  const { timeZone } = site();
  if (shared[KEY]?.timeZone !== timeZone) {
    const settings = env();
    const { MEILISEARCH_INDEX: indexUid, SEARCH_TIMEOUT_MS: timeoutMs } = settings;
    const addresses = meilisearchAddresses(settings);
    shared[KEY] = { timeZone, choose: searchChoice({ addresses, indexUid, timeZone, timeoutMs }) };
  }
  return shared[KEY].choose(db, queries, now, how);
};

export function searchChoice({ addresses, indexUid, timeZone, timeoutMs }: ChoiceOptions): SearchChoice {
  const outside = addresses.map((address) => {
    const { name, client } = target(address, indexUid);
    return { name, engine: meilisearchEngine(client, indexUid, timeoutMs), restsUntil: 0 };
  });
  let readAt = 0;
  let ready: Promise<Map<string, Ready>> = Promise.resolve(new Map());

  /** Those whose index is true, as the worker last said. */
  function readyTargets(db: Db): Promise<Map<string, Ready>> {
    const age = Date.now() - readAt;
    if (age <= READINESS_MS) return ready;
    readAt = Date.now();
    const before = ready;
    ready = readiness(db, documentForm(timeZone)).then(
      ({ targets, waitingMs }) =>
        new Map([...targets].filter(([, { status }]) => status === "ready" && waitingMs <= MAX_BEHIND_MS)),
    );
    if (age > 2 * READINESS_MS) return ready;
    // Nobody waits for what was true a moment ago. Whoever asks next hears of a failure.
    ready.catch(() => {});
    return before;
  }

  /** What an outside engine says; null when none does, or when Postgres should be asked (`isReserve`: instead). */
  async function fromOutside(
    db: Db,
    queries: SearchQuery[],
    now: Date,
    how?: Pick<HowToSearch, "early">,
  ): Promise<EngineResult[] | { isReserve: boolean }> {
    const targets = await readyTargets(db);
    for (const one of outside) {
      const time = Date.now();
      const known = targets.get(one.name);
      if (!known || time < one.restsUntil) continue;
      const isTrial = one.restsUntil > 0;
      // While one search tries it, others leave it alone.
      if (isTrial) one.restsUntil = time + REST_MS;
      try {
        const results = await one.engine.search(queries, now, { ...how, isLarge: known.documents >= LARGE_INDEX });
        one.restsUntil = 0;
        return results;
      } catch (error) {
        if (error instanceof NotInThisEngine) return { isReserve: false };
        if (!(error instanceof EngineUnavailable)) throw error;
        const instead = outside.length > 1 ? "Another server, or Postgres, answers." : "Postgres answers.";
        if (!isTrial) log().warn({ target: one.name }, `Search at ${one.name}: ${error.message} ${instead}`);
        one.restsUntil = Date.now() + REST_MS;
      }
    }
    return { isReserve: true };
  }

  return async (db, queries, now, how) => {
    if (queries.length === 0)
      return { results: [], engine: outside.length > 0 ? "meilisearch" : "postgres", isReserve: false };
    const answered = outside.length > 0 ? await fromOutside(db, queries, now, how) : { isReserve: false };
    if (Array.isArray(answered)) return { results: answered, engine: "meilisearch", isReserve: false };
    const engine = postgresEngine(db, timeZone, { synonyms: synonymTokens(await synonyms(db)) });
    return { results: await engine.search(queries, now), engine: "postgres", isReserve: answered.isReserve };
  };
}
