/** The engines that the contract suite runs against. */
import { randomBytes } from "node:crypto";
import { expect, inject } from "vitest";
import type { Db } from "@/db/client";
import { settle, waitingArticles } from "@/db/outbox";
import type { MeilisearchAddress } from "../../runtime/meilisearch";
import { indexArticles } from "../index-articles";
import { currentDocuments } from "../meilisearch/documents";
import { meilisearchEngine } from "../meilisearch/engine";
import { fillIndex } from "../meilisearch/fill";
import { target } from "../meilisearch/target";
import { NotInThisEngine, type SearchEngine } from "../port";
import { postgresEngine } from "../postgres";
import type { SynonymGroups } from "../synonym-runs";
import { recountWords } from "../vocabulary";
import { allArticleIds } from "./ids";

/** It is tested for what it finds, not for how fast. */
const TIMEOUT_MS = 10_000;
const MAX_FOLLOWED = 100;

export type OpenEngine = {
  engine: SearchEngine;
  /** Makes the engine know the rows as they are, those that are live at `now`. */
  sync(now: Date): Promise<void>;
  /** Tells the engine of the changes that wait, as the worker does; Postgres knows them by then. */
  follow(now: Date): Promise<void>;
  close(): Promise<void>;
};
export type EngineUnderTest = {
  name: SearchEngine["name"];
  open(db: Db, options: { timeZone: string; synonyms: SynonymGroups }): Promise<OpenEngine>;
};

const postgres: EngineUnderTest = {
  name: "postgres",
  async open(db, { timeZone, synonyms }) {
    return {
      engine: postgresEngine(db, timeZone, { synonyms }),
      async sync(now) {
        await indexArticles(db, await allArticleIds(db));
        await recountWords(db, now);
      },
      follow: async () => {},
      close: async () => {},
    };
  },
};

/** In an index of its own on the server that the tests found. */
const meilisearch = (address: MeilisearchAddress): EngineUnderTest => ({
  name: "meilisearch",
  async open(db, { timeZone, synonyms }) {
    const server = target(address, `test-${randomBytes(6).toString("hex")}`);
    const reserve = await postgres.open(db, { timeZone, synonyms });
    return {
      engine: withReserve(bothWays(meilisearchEngine(server.client, server.indexUid, TIMEOUT_MS)), reserve.engine),
      async sync(now) {
        await reserve.sync(now);
        await fillIndex(db, server, { now, timeZone, synonyms });
      },
      async follow(now) {
        const waiting = await waitingArticles(db, MAX_FOLLOWED);
        const ids = waiting.map(({ articleId }) => articleId);
        const { put, remove } = await currentDocuments(db, ids, now, timeZone);
        await server.write(server.indexUid, put, remove);
        await settle(db, waiting);
      },
      close: () => server.remove(server.indexUid),
    };
  },
});

/** A large index is asked otherwise, and answers the same. */
function bothWays(engine: SearchEngine): SearchEngine {
  return {
    name: engine.name,
    async search(queries, now) {
      const results = await engine.search(queries, now);
      const early: number[][] = [];
      const ofLarge = await engine.search(queries, now, { isLarge: true, early: (ids) => early.push(ids) });
      expect(ofLarge).toEqual(results);
      expect(early).toEqual([results[0]?.ids]);
      return results;
    },
  };
}

/** What an engine cannot answer rightly, Postgres answers: as readers have it (choice.ts). */
function withReserve(engine: SearchEngine, reserve: SearchEngine): SearchEngine {
  return {
    name: engine.name,
    search: (queries, now) =>
      engine.search(queries, now).catch((error) => {
        if (!(error instanceof NotInThisEngine)) throw error;
        console.info(`${engine.name} leaves to ${reserve.name}: ${error.message}`);
        return reserve.search(queries, now);
      }),
  };
}

const found = inject("meilisearch");

export const ENGINES_UNDER_TEST: EngineUnderTest[] = found ? [postgres, meilisearch(found)] : [postgres];
