/** The engines that can be measured. */
import type { Db } from "@/db/client";
import type { SearchEngine } from "../search/port";
import { postgresEngine } from "../search/postgres";

export type OpenEngine = {
  engine: SearchEngine;
  /** Brings the engine to what the database has. */
  sync: () => Promise<void>;
  close: () => Promise<void>;
};
export type MeasuredEngine = {
  name: SearchEngine["name"];
  /** Null where it cannot run here. */
  open: (db: Db, timeZone: string) => Promise<OpenEngine | null>;
};

const postgres: MeasuredEngine = {
  name: "postgres",
  open: async (db, timeZone) => ({
    engine: postgresEngine(db, timeZone),
    // Its documents are written with each change.
    sync: async () => {},
    close: async () => {},
  }),
};

/** Another engine is one more entry. */
export const MEASURED_ENGINES: MeasuredEngine[] = [postgres];
