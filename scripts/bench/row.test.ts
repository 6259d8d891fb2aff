import { expect, test } from "vitest";
import { isReached, type Line, median, ratioOf } from "./row";

const line: Line = { what: "home", measured: 70, unit: "/s", reference: { what: "bare", value: 100 } };

test("the ratio is that of the slices where there are some, else one number over the other", () => {
  expect(ratioOf(line)).toBe(0.7);
  expect(ratioOf({ ...line, ratio: 0.8 })).toBe(0.8);
  expect(ratioOf({ what: "import", measured: 70, unit: "/s" })).toBeNull();
  expect(ratioOf({ ...line, reference: { what: "nothing", value: 0 } })).toBeNull();
});

test.each<[boolean | null, Line["goal"]]>([
  [null, undefined],
  [true, { of: "ratio", least: 0.7 }],
  [false, { of: "ratio", least: 0.71 }],
  [true, { of: "difference", most: -30 }],
  [false, { of: "difference", most: -31 }],
  [true, { of: "measured", most: 70 }],
  [false, { of: "measured", most: 69 }],
])("reached: %j, of %j", (reached, goal) => {
  expect(isReached({ ...line, ...(goal && { goal }) })).toBe(reached);
});

test("what can't be told is not reached", () => {
  expect(isReached({ what: "x", measured: 1, unit: "ms", goal: { of: "ratio", most: 2 } })).toBe(false);
  expect(isReached({ ...line, measured: Number.NaN, goal: { of: "measured", most: 2 } })).toBe(false);
});

test("the median of odd and even numbers of values, in any order", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});
