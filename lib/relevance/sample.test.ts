/** What the engines find on the sample content. The floors rise with the engines; they never fall unnoticed. */
import { beforeAll, describe, expect, inject, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { importSample } from "../sample";
import { testFolder } from "../transfer/testing/files";
import { liveNames, liveSources } from "./articles";
import { MEASURED_ENGINES } from "./engines";
import { judgedCases, judgedQueries } from "./judged";
import { knownItems } from "./known-items";
import { measured } from "./measure";
import { type Case, scores } from "./score";

const clock = { now: new Date("2026-11-20T12:00:00Z"), timeZone: "UTC" };
const connection = scratchDatabase();
const folder = testFolder();
let cases: Case[] = [];

beforeAll(async () => {
  await importSample(connection, folder.root, clock.now);
  const judged = judgedCases(await judgedQueries(), await liveNames(connection.db, clock.now));
  const made = knownItems(await liveSources(connection.db, clock.now), { seed: "gazette", words: "rarest" });
  cases = [...judged, ...made.cases];
});

test("there are 100 judged queries and more, 20 of them without an answer", async () => {
  const judged = await judgedQueries();
  expect(judged.length).toBeGreaterThanOrEqual(100);
  expect(judged.filter(({ right }) => right.length === 0).length).toBeGreaterThanOrEqual(20);
  expect(new Set(judged.map(({ q }) => q)).size).toBe(judged.length);
});

/** Shares with the right answer first, one query of a kind less than is reached. */
const FLOORS: Record<string, Record<string, number>> = {
  postgres: {
    "judged word": 0.94,
    "judged words": 0.95,
    "judged typo": 0.94,
    "judged prefix": 0.92,
    "judged phrase": 0.91,
    "judged operator": 0.95,
    "judged accent": 0.87,
    "judged symbol": 0.87,
    "judged form": 0.91,
    "judged question": 0.37,
    "judged nothing": 0.96,
    "made clean": 0.98,
    "made typo": 0.98,
    "made prefix": 0.97,
  },
  meilisearch: {
    "judged word": 0.94,
    "judged words": 0.95,
    "judged typo": 0.94,
    "judged prefix": 0.92,
    "judged phrase": 0.91,
    "judged operator": 0.95,
    "judged accent": 0.87,
    "judged symbol": 0.93,
    "judged form": 0.66,
    "judged question": 0.37,
    "judged nothing": 0.96,
    "made clean": 0.98,
    "made typo": 0.98,
    "made prefix": 0.97,
  },
};

describe.each(MEASURED_ENGINES)("$name", (engine) => {
  // Some hundred searches, one after another.
  test("puts the right article first", { timeout: 180_000 }, async () => {
    const outcomes = await measured(engine, cases, { db: connection.db, ...clock, meilisearch: inject("meilisearch") });
    if (!outcomes) return console.log(`${engine.name} is not measured: it cannot run here.`);
    const found = scores(outcomes).map(({ set, kind, first }) => [`${set} ${kind}`, first] as const);
    const floors = FLOORS[engine.name] ?? {};
    expect(found.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(floors)));
    const below = found.filter(([name, first]) => first < (floors[name] ?? 0));
    expect(below).toEqual([]);
  });
});
