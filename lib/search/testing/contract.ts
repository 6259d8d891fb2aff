/** One suite of cases for every engine. Where an engine cannot do something, its case says so, and the run prints it. */
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Connection } from "@/db/client";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { searchRequest } from "../parameters";
import type { EngineResult, SearchEngine, SearchQuery } from "../port";
import { resolveFilters } from "../resolve";
import type { SynonymGroups } from "../synonym-runs";
import { ENGINES_UNDER_TEST, type OpenEngine } from "./engines";

export const NOW = new Date("2026-11-23T09:00:00Z");
export const at = (day: string) => new Date(day.includes("T") ? day : `${day}T12:00:00Z`);

/** Why an engine does otherwise. */
export type Differs = Partial<Record<SearchEngine["name"], string>>;
type Given = NonNullable<Parameters<typeof anArticle>[1]>;

export type Contract<Name extends string> = {
  /** What is found for parameters as in an address, such as `q=mesh&type=video`. */
  ask: (parameters: string, other?: Partial<SearchQuery> & { now?: Date }) => Promise<EngineResult>;
  /** The same as names of articles, in order. */
  found: (parameters: string, other?: Partial<SearchQuery> & { now?: Date }) => Promise<Name[]>;
  /** A case, skipped for engines that differ. */
  check: (title: string, run: () => Promise<void>, differs?: Differs) => void;
  idOf: (name: Name) => number;
  sync: (now?: Date) => Promise<void>;
  /** Tells the engine of the changes that wait. */
  follow: () => Promise<void>;
  db: Connection["db"];
};

/** Runs the cases for each engine on the same articles. Call it once, at the top of a test file. */
export function forEveryEngine<const Name extends string>(
  articles: Record<Name, Given>,
  {
    timeZone = "UTC",
    synonyms = [],
    prepare = async () => {},
  }: { timeZone?: string; synonyms?: SynonymGroups; prepare?: (db: Connection["db"]) => Promise<void> },
  cases: (contract: Contract<Name>) => void,
): void {
  const { db } = scratchDatabase();
  const names = new Map<number, Name>();
  const ids = new Map<Name, number>();
  beforeAll(async () => {
    await prepare(db);
    for (const [name, given] of Object.entries(articles) as [Name, Given][]) {
      const id = await anArticle(db, given);
      names.set(id, name);
      ids.set(name, id);
    }
  });

  describe.each(ENGINES_UNDER_TEST)("$name", (under) => {
    let open: OpenEngine;
    beforeAll(async () => {
      open = await under.open(db, { timeZone, synonyms });
      await open.sync(NOW);
    });
    afterAll(() => open?.close());
    const ask: Contract<Name>["ask"] = async (parameters, { now = NOW, ...other } = {}) => {
      const { query } = searchRequest(new URLSearchParams(parameters), { timeZone, pageSize: 50, now });
      const filters = await resolveFilters(db, query.filters);
      const [found] = await open.engine.search([{ ...query, filters, ...other }], now);
      return found as EngineResult;
    };
    cases({
      ask,
      found: async (...given) => (await ask(...given)).ids.map((id) => names.get(id) as Name),
      check(title, run, differs = {}) {
        const reason = differs[under.name];
        if (reason === undefined) test(title, run);
        else {
          test.skip(`${title} (differs: ${reason})`, run);
          console.info(`${under.name} differs in "${title}": ${reason}`);
        }
      },
      idOf: (name) => ids.get(name) as number,
      sync: (now = NOW) => open.sync(now),
      follow: () => open.follow(NOW),
      db,
    });
  });
}
