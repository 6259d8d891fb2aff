import { setTimeout as delay } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { announce, HEARD_CHANNEL, LISTENER_NAME } from "@/db/announce";
import { scratchDatabase } from "@/db/testing/scratch";
import { followChanges, heardChanges } from "./follow-changes";
import { cacheClock } from "./page-cache.mjs";

const connection = scratchDatabase();
vi.mock("@/lib/env", () => ({ env: () => ({ DATABASE_URL: connection.url }) }));
vi.mock("@/lib/database", () => ({ database: () => connection }));

let other: postgres.Sql | undefined;

beforeAll(async () => {
  followChanges();
  await vi.waitFor(async () => expect(await heardChanges()).toBe(true), { timeout: 5_000 });
});
afterAll(() => other?.end({ timeout: 0 }));

test("what was announced before has been heard after", async () => {
  const clock = cacheClock();
  await announce(connection.db, ["articles"]);
  expect(await heardChanges()).toBe(true);
  expect(cacheClock()).toBe(clock + 1);
});

test("other processes that listen have heard it as well", async () => {
  other = postgres(connection.url, { max: 1, connection: { application_name: LISTENER_NAME }, onnotice: () => {} });
  let answered = false;
  await other.listen(HEARD_CHANNEL, async (payload) => {
    const { ask } = JSON.parse(payload);
    if (!ask) return;
    await delay(100);
    answered = true;
    await connection.sql.notify(HEARD_CHANNEL, JSON.stringify({ heard: ask, by: "another" }));
  });
  expect(await heardChanges()).toBe(true);
  expect(answered).toBe(true);
});

test("a listener whose connection was cut is there again, and everything counts as changed", async () => {
  await other?.end({ timeout: 0 });
  const clock = cacheClock();
  await connection.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = ${LISTENER_NAME} and datname = current_database()`;
  await vi.waitFor(async () => expect(await heardChanges()).toBe(true), { timeout: 10_000 });
  expect(cacheClock()).toBeGreaterThan(clock);
});
