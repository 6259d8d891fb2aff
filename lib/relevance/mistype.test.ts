import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom } from "../random";
import { typosBetween } from "../search/typos";
import { mistype } from "./mistype";

test("exactly one typo, after the first letter", () => {
  const word = fc.stringMatching(/^\p{Ll}{3,20}$/u);
  fc.assert(
    fc.property(word, fc.string(), (word, seed) => {
      const typed = mistype(word, randomFrom(seed));
      expect(typed).not.toBeNull();
      expect(typosBetween(word, typed ?? "", 1)).toBe(1);
      expect([...(typed ?? "")][0]).toBe([...word][0]);
    }),
  );
});

test("every kind of typo comes up", () => {
  const random = randomFrom("x");
  const typed = new Set(Array.from({ length: 500 }, () => mistype("abc", random)));
  expect([...typed]).toEqual(expect.arrayContaining(["ab", "ac", "acb", "abcq", "aqbc", "abq"]));
});

test("words too short to be mistyped", () => expect(mistype("ab", randomFrom("x"))).toBeNull());
