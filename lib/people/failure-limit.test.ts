import { expect, test } from "vitest";
import { FailureLimit } from "./failure-limit";

const START = new Date("2026-11-23T09:00:00Z");
const later = (ms: number) => new Date(START.getTime() + ms);
const limit = () => new FailureLimit({ maxFailures: 3, windowMs: 1000, maxKeys: 5, delayedFrom: 3 });

test("locks a key at its last allowed failure, and no other key", () => {
  const failures = limit();
  expect([1, 2, 3].map(() => failures.fail("a", START))).toEqual([false, false, true]);
  expect(failures.waitMs("a", START)).toBeGreaterThan(0);
  expect(failures.waitMs("b", START)).toBe(0);
});

test("the lock lasts one window from the failure that closed it", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", later(900));
  failures.fail("a", later(990));
  expect(failures.waitMs("a", later(1989))).toBeGreaterThan(0);
  expect(failures.waitMs("a", later(1990))).toBe(0);
});

test("failures of an earlier window don't count", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", START);
  failures.fail("a", later(1000));
  expect(failures.waitMs("a", later(1000))).toBe(0);
});

test("a success forgets earlier failures", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", START);
  failures.clear("a");
  failures.fail("a", START);
  expect(failures.waitMs("a", START)).toBe(0);
});

test("memory is bounded, and the keys used last are kept", () => {
  const failures = limit();
  for (let n = 0; n < 3; n++) failures.fail("victim", START);
  for (let n = 0; n < 100; n++) {
    failures.fail(`other-${n}`, START);
    failures.waitMs("victim", START);
  }
  expect(failures.size).toBe(5);
  expect(failures.waitMs("victim", START)).toBeGreaterThan(0);
});

test("before the lock each further failure has to be waited for twice as long", () => {
  const failures = new FailureLimit({ maxFailures: 8, windowMs: 60_000, maxKeys: 5, delayedFrom: 3 });
  const waits: number[] = [];
  let now = 0;
  for (let failure = 1; failure <= 8; failure++) {
    failures.fail("a", later(now));
    const wait = failures.waitMs("a", later(now));
    waits.push(wait);
    if (wait > 0) expect(failures.waitMs("a", later(now + wait - 1))).toBe(1);
    now += wait;
    expect(failures.waitMs("a", later(now))).toBe(0);
  }
  expect(waits).toEqual([0, 0, 1000, 2000, 4000, 8000, 16_000, 60_000]);
});

test("what still runs counts as failed for those that come meanwhile, and for nobody afterwards", async () => {
  const failures = limit();
  failures.fail("a", START);
  const ends: (() => void)[] = [];
  const run = () => failures.while("a", () => new Promise<void>((end) => ends.push(end)));
  const first = run();
  expect(failures.waitMs("a", START)).toBe(0);
  const second = run();
  expect(failures.waitMs("a", START)).toBe(1000);
  expect(failures.waitMs("b", START)).toBe(0);
  for (const end of ends) end();
  await Promise.all([first, second]);
  await expect(failures.while("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(failures.waitMs("a", START)).toBe(0);
});
