/** `npm run relevance`, from folders to numbers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Connection } from "@/db/client";
import type { Settings } from "../env";
import { CommandError } from "../runtime/command-error";
import { findMeilisearch } from "../runtime/meilisearch-server";
import { withOwnDatabase } from "../runtime/own-database";
import { importSample } from "../sample";
import { importPaths } from "../transfer/import";
import { Refusal } from "../transfer/refusal";
import { liveNames, liveSources, type Named } from "./articles";
import { MEASURED_ENGINES, type MeasuredEngine } from "./engines";
import { judgedCases, judgedQueries } from "./judged";
import { type KnownItems, knownItems } from "./known-items";
import { measured } from "./measure";
import { type Case, type Outcome, type Score, scores } from "./score";

export type Asked = {
  /** Files and folders; none for the sample content with its judged queries. */
  folders: string[];
  engine: string;
  words: "rarest" | "any";
  seed: string;
};
export type Relevance = {
  /** Live ones. */
  articles: number;
  refused: number;
  leftOut: KnownItems["leftOut"];
  engines: { name: string; scores: Score[]; misses: Outcome[] }[];
  /** Engines that cannot run here. */
  absent: string[];
  names: Named[];
};

/** @throws CommandError when a folder or the engine is not there */
export async function measureRelevance(settings: Settings, asked: Asked): Promise<Relevance> {
  const engines = enginesCalled(asked.engine);
  const clock = { now: new Date(), timeZone: settings.SITE_TIME_ZONE };
  const isSought = engines.some(({ name }) => name === "meilisearch");
  const { addresses, stop } = isSought ? await findMeilisearch(settings) : { addresses: [], stop: async () => {} };
  const [meilisearch = null] = addresses;
  return withOwnDatabase(settings, async (connection) => {
    const refused = await fill(connection, asked.folders, clock.now);
    const { db } = connection;
    const names = await liveNames(db, clock.now);
    const judged = asked.folders.length === 0 ? judgedCases(await judgedQueries(), names) : [];
    const made = knownItems(await liveSources(db, clock.now), asked);
    const report: Relevance = {
      articles: names.length,
      refused,
      leftOut: made.leftOut,
      engines: [],
      absent: [],
      names,
    };
    const cases: Case[] = [...judged, ...made.cases];
    for (const engine of engines) {
      const found = await measured(engine, cases, { db, ...clock, meilisearch });
      if (found === null) report.absent.push(engine.name);
      else
        report.engines.push({
          name: engine.name,
          scores: scores(found),
          misses: found.filter(({ place }) => place !== 1),
        });
    }
    if (report.engines.length === 0) throw new CommandError(`${report.absent.join(" and ")} cannot run here.`);
    return report;
  }).finally(stop);
}

function enginesCalled(name: string): MeasuredEngine[] {
  const called = MEASURED_ENGINES.filter((engine) => name === "all" || engine.name === name);
  if (called.length > 0) return called;
  const known = MEASURED_ENGINES.map((engine) => engine.name).join(", ");
  throw new CommandError(`There is no engine "${name}": choose one of ${known}, all.`, 2);
}

/** Gives how many files were refused. */
async function fill(connection: Connection, folders: string[], now: Date): Promise<number> {
  if (folders.length > 0) {
    const report = await importPaths(connection, folders, { now }).catch((error) => {
      throw error instanceof Refusal ? new CommandError(error.message) : error;
    });
    return report.refused;
  }
  const scratch = await mkdtemp(join(tmpdir(), "gazette-sample-"));
  try {
    return (await importSample(connection, scratch, now)).refused;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
