import { expect, test } from "vitest";
import { typosAllowed, typosBetween } from "./typos";

test.each([
  ["microsoft", "microsoft", 0],
  ["microsfot", "microsoft", 1],
  ["canvs", "canvas", 1],
  ["canvass", "canvas", 1],
  ["cenvas", "canvas", 1],
  ["ab", "ba", 1],
  ["kitten", "sitting", 3],
  ["", "abc", 3],
])("%s and %s are %i apart", (a, b, typos) => {
  expect(typosBetween(a, b, 3)).toBe(typos);
  expect(typosBetween(b, a, 3)).toBe(typos);
});

test("beyond the most it stops counting", () => {
  expect(typosBetween("kitten", "sitting", 1)).toBe(2);
  expect(typosBetween("a", "abcdef", 2)).toBe(3);
});

test.each([
  ["mesh", 0],
  ["radio", 1],
  ["networks", 1],
  ["microsoft", 2],
  ["2020", 0],
  ["gpt4turbo", 0],
  ["東京東京東京", 0],
])("%s may have %i", (word, typos) => {
  expect(typosAllowed(word)).toBe(typos);
});
