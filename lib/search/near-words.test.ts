import fc from "fast-check";
import { expect, test } from "vitest";
import { spellings } from "./near-words";
import { typosBetween } from "./typos";

test("all words one typo away are spelled", () => {
  const all = spellings("radio");
  for (const near of ["tadio", "radoi", "rado", "radioo", "adio", "aradio", "rqdio"]) expect(all).toContain(near);
  expect(all).not.toContain("radio");
  expect(spellings("карта")).toContain("парта");
});

test("and no others", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{5,9}$/), (word) => {
      for (const near of spellings(word)) expect(typosBetween(word, near, 2)).toBe(1);
    }),
    { numRuns: 20 },
  );
});
