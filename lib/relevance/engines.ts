/** The engines that can be measured. */
import { randomBytes } from "node:crypto";
import type { Db } from "@/db/client";
import type { MeilisearchAddress } from "../runtime/meilisearch";
import { repairSearchDocuments } from "../search/backfill";
import { meilisearchEngine } from "../search/meilisearch/engine";
import { fillIndex } from "../search/meilisearch/fill";
import { target } from "../search/meilisearch/target";
import type { SearchEngine } from "../search/port";
import { postgresEngine } from "../search/postgres";
import { recountWords } from "../search/vocabulary";

/** What an engine is opened on. */
export type Place = { db: Db; now: Date; timeZone: string; meilisearch: MeilisearchAddress | null };

export type OpenEngine = {
  engine: SearchEngine;
  /** Brings the engine to what the database has. */
  sync: () => Promise<void>;
  close: () => Promise<void>;
};
export type MeasuredEngine = {
  name: SearchEngine["name"];
  /** Null where it cannot run here. */
  open: (place: Place) => OpenEngine | null;
};

/** It is measured by what it finds, not by how fast. */
const TIMEOUT_MS = 10_000;

const postgres: MeasuredEngine = {
  name: "postgres",
  open: ({ db, now, timeZone }) => ({
    engine: postgresEngine(db, timeZone),
    sync: async () => {
      await repairSearchDocuments(db);
      await recountWords(db, now);
    },
    close: async () => {},
  }),
};

/** In an index of its own, which is removed afterwards. */
const meilisearch: MeasuredEngine = {
  name: "meilisearch",
  open: ({ db, now, timeZone, meilisearch }) => {
    if (!meilisearch) return null;
    const server = target(meilisearch, `measured-${randomBytes(6).toString("hex")}`);
    return {
      engine: meilisearchEngine(server.client, server.indexUid, TIMEOUT_MS),
      sync: async () => {
        await fillIndex(db, server, { now, timeZone });
      },
      close: () => server.remove(server.indexUid),
    };
  },
};

export const MEASURED_ENGINES: MeasuredEngine[] = [postgres, meilisearch];
