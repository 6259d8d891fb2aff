/** The database of a portal of its own is killed, loses its keeper, has no connection to spare, takes no writes. */
import postgres from "postgres";
import { expect, type TestContext, test } from "vitest";
import { takeAllConnections } from "./testing/connections";
import { keeperOf, portalOfFile, postmasterOf } from "./testing/portal";
import type { Watch } from "./testing/watch";
import { stands } from "./testing/watched";

const RECOVERS_WITHIN_S = 15;
const TEST_TIMEOUT_MS = 120_000;
/** Once the connection that listens is back, pages are made anew: over one that is ended just then, one is not. */
const FLICKERS = ["200", "503"];
/** Writes that come while the fault lasts. */
const MEANWHILE = 8;
const own = portalOfFile();
const { database } = own;

type Happens = Parameters<typeof stands>[1]["happens"];
const withstands = (context: TestContext, happens: Happens) =>
  stands(context, { portal: own.portal, database, happens, withinS: RECOVERS_WITHIN_S, kept: FLICKERS });
const refused = (writes: { outcome: string }[]) => writes.filter(({ outcome }) => outcome === "refused").length;

test("Postgres is killed, and started again by its keeper", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const happens = async () => {
    const at = performance.now();
    process.kill(await postmasterOf(own.portal), "SIGKILL");
    return at;
  };
  await withstands(context, happens);
});

test("Postgres and its keeper are killed", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const happens = async () => {
    const at = performance.now();
    const both = [await keeperOf(own.portal), await postmasterOf(own.portal)];
    for (const pid of both) process.kill(pid, "SIGKILL");
    return at;
  };
  await withstands(context, happens);
  expect(own.portal.log()).toContain("The embedded Postgres is gone; starting it again.");
});

test("Postgres has no connection to spare", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const happens = async (watching: Watch) => {
    const letGo = await takeAllConnections(await database());
    await watching.writes(MEANWHILE);
    await letGo();
    return performance.now();
  };
  const { writes } = await withstands(context, happens);
  expect(refused(writes)).toBeGreaterThan(MEANWHILE / 2);
});

test("Postgres is read-only", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const readOnly = async (state: "on" | "off") => {
    const owner = postgres(await database(), { max: 1, onnotice: () => {} });
    await owner.unsafe(`set default_transaction_read_only = off`);
    await owner.unsafe(`alter database gazette set default_transaction_read_only = ${state}`);
    await owner`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and datname = 'gazette'`;
    await owner.end();
  };
  const happens = async (watching: Watch) => {
    await readOnly("on");
    await watching.writes(MEANWHILE);
    await readOnly("off");
    return performance.now();
  };
  const { writes } = await withstands(context, happens);
  expect(refused(writes)).toBeGreaterThan(MEANWHILE / 2);
});
