import fc from "fast-check";
import { expect, test } from "vitest";
import { wordDiff } from "./word-diff";

const told = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : `${kind === "gone" ? "-" : "+"}[${text}]`))
    .join("");

test.each([
  ["", "", ""],
  ["one two", "one two", "one two"],
  ["one two three", "one four three", "one -[two ]+[four ]three"],
  ["one", "one two", "-[one]+[one two]"],
  ["", "new", "+[new]"],
  ["what broke that year", "the list that began", "-[what broke that year]+[the list that began]"],
  ["a b c d e", "a x c y e", "a -[b ]+[x ]c -[d ]+[y ]e"],
])("%j to %j is %j", (before, after, diff) => expect(told(before, after)).toBe(diff));

test("the pieces are the texts again, however long", () => {
  const side = (pieces: ReturnType<typeof wordDiff>, other: string) =>
    pieces.flatMap(({ kind, text }) => (kind === other ? [] : [text])).join("");
  const text = fc.array(fc.constantFrom("a", "b", "c ", " ", "\n"), { maxLength: 30 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after);
      expect([side(pieces, "new"), side(pieces, "gone")]).toEqual([before, after]);
    }),
  );
  const long = (word: string) => Array(5_000).fill(word).join(" ");
  expect(wordDiff(long("a"), long("b"))).toHaveLength(2);
});
