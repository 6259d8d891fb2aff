import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { rateLimit } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import type { Policy } from "@/lib/api/policies";
import { type Counter, sharedCounter } from "./shared-limits";

const { db } = scratchDatabase();
const POLICY: Policy = { name: "trial", quota: 100, windowS: 60 };
const CLIENT = "192.0.2.1";
const rows = () => db.select().from(rateLimit);

let now = 0;
beforeEach(async () => {
  await db.delete(rateLimit);
  now = Date.now();
});

function ask(counter: Counter, times: number, client = CLIENT) {
  let last = { used: 0, until: 0 };
  for (let n = 0; n < times; n++) last = { ...counter.count(POLICY, client, now) };
  return last;
}

test("what one process counted counts at the others, which forget it at the same time", async () => {
  const [one, other] = [sharedCounter(() => db), sharedCounter(() => db)];
  ask(one, 60);
  await one.tell(now);
  now += 20_000;
  // As the clock of the database has it.
  await db.execute(sql`update rate_limit set until = until - interval '20 seconds'`);
  ask(other, 40);
  await other.tell(now);
  const { used, until } = ask(other, 1);
  expect(used).toBe(101);
  expect((until - now) / 1_000).toBeCloseTo(40, -1);
  expect(until - now).toBeLessThan(41_000);
  ask(one, 2);
  await one.tell(now);
  expect(ask(one, 1).used).toBe(103);
});

test("processes that tell at once lose nothing, and do not wait for each other", async () => {
  const counters = Array.from({ length: 4 }, () => sharedCounter(() => db));
  const clients = Array.from({ length: 200 }, (_, n) => `198.51.100.${n}`);
  for (let round = 0; round < 5; round++) {
    for (const [n, counter] of counters.entries())
      for (const client of n % 2 ? clients : clients.toReversed()) ask(counter, 2, client);
    await Promise.all(counters.map((counter) => counter.tell(now)));
  }
  expect((await rows()).map(({ used }) => used)).toEqual(clients.map(() => 40));
});

test("whoever asks seldom is not written down, and each asks on without a database", async () => {
  let down = true;
  const broken = { execute: () => Promise.reject(new Error("no database")) } as unknown as Db;
  const counter = sharedCounter(() => (down ? broken : db));
  ask(counter, 1);
  await counter.tell(now);
  expect(await rows()).toEqual([]);
  expect(ask(counter, 98).used).toBe(99);
  await expect(counter.tell(now)).rejects.toThrow("no database");
  expect(ask(counter, 2).used).toBe(101);
  down = false;
  await counter.tell(now);
  expect(await rows()).toMatchObject([{ key: `trial ${CLIENT}`, used: 101 }]);
});

test("a window that is over counts no more, and its row goes", async () => {
  const [one, other] = [sharedCounter(() => db), sharedCounter(() => db)];
  ask(one, 60);
  ask(one, 60, "192.0.2.2");
  await one.tell(now);
  await db.execute(sql`update rate_limit set until = now() - interval '1 second'`);
  ask(other, 10);
  await other.tell(now);
  expect(ask(other, 1).used).toBe(11);
  expect(await rows()).toMatchObject([{ key: `trial ${CLIENT}`, used: 10 }]);
});

test("it tells by itself", async () => {
  const counter = sharedCounter(() => db);
  ask(counter, 5);
  await expect.poll(rows, { timeout: 5_000, interval: 20 }).toMatchObject([{ used: 5 }]);
});
