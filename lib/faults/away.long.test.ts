/** A Postgres elsewhere is away for longer than anybody waits, or does not answer; one here has a full disk. */
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { type Way, wayTo } from "@/db/testing/way";
import { aDataDir, aPortal, embeddedUrl, type Portal, removeDataDir, START_TIMEOUT_MS } from "./testing/portal";
import { smallDisk } from "./testing/small-disk";
import type { Watch } from "./testing/watch";
import { stands } from "./testing/watched";

/** More than one look of the servers at whether they still hear of changes: a minute proves nothing else. */
const GONE_MS = 12_000;
const HELD_MS = 3_000;
const RECOVERS_WITHIN_S = 15;
const TEST_TIMEOUT_MS = 120_000;
const MEANWHILE = 8;
/** See postgres.long.test.ts. */
const FLICKERS = ["200", "503"];
const { url } = scratchDatabase();
const database = async () => url;
let dataDir: string;
let way: Way;
let portal: Portal;

beforeAll(async () => {
  dataDir = await aDataDir();
  way = await wayTo(url);
  portal = await aPortal(dataDir, { DATABASE_URL: way.url });
}, START_TIMEOUT_MS);
afterAll(async () => {
  await portal?.stop();
  await way?.close();
  await removeDataDir(dataDir);
});

test(`Postgres is gone for ${GONE_MS / 1_000} s`, { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const happens = async () => {
    await way.cut();
    await delay(GONE_MS);
    await way.open();
    return performance.now();
  };
  const { writes } = await stands(context, { portal, database, happens, withinS: RECOVERS_WITHIN_S, kept: FLICKERS });
  expect(writes.filter(({ outcome }) => outcome === "refused").length).toBeGreaterThan(MEANWHILE);
});

test("Postgres does not answer for a while", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const happens = async () => {
    way.hold();
    await delay(HELD_MS);
    await way.open();
    return performance.now();
  };
  await stands(context, { portal, database, happens, withinS: RECOVERS_WITHIN_S, kept: FLICKERS });
});

const disk = smallDisk("400m");
if ("why" in disk) console.log(`Skipped: Postgres with a full disk (${disk.why}).`);

test.skipIf("why" in disk)("the disk of Postgres is full", { timeout: 2 * TEST_TIMEOUT_MS }, async (context) => {
  if ("why" in disk) return;
  const folder = await disk.mount();
  try {
    const full = await aPortal(folder);
    try {
      const here = () => embeddedUrl(folder);
      const happens = async (watching: Watch) => {
        await disk.fill();
        // What fits into pages and log that are there already is still saved.
        await watching.refused();
        await watching.writes(MEANWHILE);
        await disk.empty();
        return performance.now();
      };
      await stands(context, { portal: full, database: here, happens, withinS: 2 * RECOVERS_WITHIN_S, kept: FLICKERS });
    } finally {
      await full.stop();
    }
  } finally {
    await disk.unmount();
  }
});
