import { expect, test } from "vitest";
import { FailureLimit } from "./failure-limit";

const START = new Date("2026-11-23T09:00:00Z");
const later = (ms: number) => new Date(START.getTime() + ms);
const limit = () => new FailureLimit({ maxFailures: 3, windowMs: 1000, maxKeys: 5 });

test("locks a key at its last allowed failure, and no other key", () => {
  const failures = limit();
  expect([1, 2, 3].map(() => failures.fail("a", START))).toEqual([false, false, true]);
  expect(failures.isLocked("a", START)).toBe(true);
  expect(failures.isLocked("b", START)).toBe(false);
});

test("the lock lasts one window from the failure that closed it", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", later(900));
  failures.fail("a", later(990));
  expect(failures.isLocked("a", later(1989))).toBe(true);
  expect(failures.isLocked("a", later(1990))).toBe(false);
});

test("failures of an earlier window don't count", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", START);
  failures.fail("a", later(1000));
  expect(failures.isLocked("a", later(1000))).toBe(false);
});

test("a success forgets earlier failures", () => {
  const failures = limit();
  failures.fail("a", START);
  failures.fail("a", START);
  failures.clear("a");
  failures.fail("a", START);
  expect(failures.isLocked("a", START)).toBe(false);
});

test("memory is bounded, and the keys used last are kept", () => {
  const failures = limit();
  for (let n = 0; n < 3; n++) failures.fail("victim", START);
  for (let n = 0; n < 100; n++) {
    failures.fail(`other-${n}`, START);
    failures.isLocked("victim", START);
  }
  expect(failures.size).toBe(5);
  expect(failures.isLocked("victim", START)).toBe(true);
});
