import { expect, test } from "vitest";
import { step, type Typed, typeDigit } from "./score";

/** `⇧3` is a digit with Shift. */
const typed = (keys: string) =>
  keys
    .split(" ")
    .reduce<Typed | null>((before, key) => typeDigit(before, Number(key.replace("⇧", "")), key.startsWith("⇧")), null);

test.each([
  ["8", 80],
  ["8 7", 87],
  ["0", 100],
  ["0 7", 107],
  ["5 0", 50],
  ["⇧3", 130],
  ["⇧3 5", 135],
  ["⇧0", 100],
  ["8 ⇧3", 130],
  ["8 7 6", 60],
  ["8 7 6 5", 65],
])("%s is %i", (keys, score) => {
  expect(typed(keys)?.score).toBe(score);
});

test.each([
  [87, 1, 88],
  [0, -1, 0],
  [150, 10, 160],
  [null, 1, 50],
])("from %s by %i is %i", (score, by, after) => {
  expect(step(score, by, 50)).toBe(after);
});
