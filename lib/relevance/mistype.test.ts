import fc from "fast-check";
import { expect, test } from "vitest";
import { randomFrom } from "../random";
import { typosBetween } from "../search/typos";
import { mistype } from "./mistype";

test("exactly one typo, after the first letter", () => {
  const word = fc.stringMatching(/^[a-zäéñß]{3,20}$/);
  fc.assert(
    fc.property(word, fc.string(), (word, seed) => {
      const typed = mistype(word, randomFrom(seed));
      expect(typed).not.toBeNull();
      expect(typosBetween(word, typed ?? "", 1)).toBe(1);
      expect([...(typed ?? "")][0]).toBe([...word][0]);
    }),
  );
});

test.each([
  ["insert", /^ab.c$/],
  ["insert at the end", /^abc.$/],
  ["delete", /^ab$/],
  ["replace", /^ab[^c]$/],
  ["swap", /^acb$/],
])("%s comes up", (_, expected) => {
  const random = randomFrom("x");
  expect(Array.from({ length: 200 }, () => mistype("abc", random)).some((typed) => expected.test(typed ?? ""))).toBe(
    true,
  );
});

test("words too short to be mistyped", () => expect(mistype("ab", randomFrom("x"))).toBeNull());
