import { expect, test } from "vitest";
import { verdicts } from "./judge";

const readings = (of: (index: number) => number) => Array.from({ length: 100 }, (_, index) => ({ memory: of(index) }));
const fails = (of: (index: number) => number, most?: number) =>
  verdicts(readings(of), { memory: { share: 0.1, slack: 5, ...(most === undefined ? {} : { most }) } })[0]?.fails;

test("what warms up and then goes up and down passes, what goes on growing fails", () => {
  expect(fails((index) => Math.min(index, 30) * 10 + (index % 7) * 3)).toBe(false);
  expect(fails((index) => 100 + index)).toBe(true);
});

test("one reading above the limit is too much", () => {
  expect(fails(() => 100, 100)).toBe(false);
  expect(fails((index) => (index === 3 ? 101 : 100), 100)).toBe(true);
});

test("what could not be measured does not pass", () => {
  expect(verdicts([{}], { memory: { share: 0, slack: 0 } })[0]?.fails).toBe(true);
});
