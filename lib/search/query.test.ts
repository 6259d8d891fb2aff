import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_QUERY_LENGTH, parseQuery, tidy } from "./query";

const word = (text: string) => ({ text, phrase: false, not: false });

test.each([
  ["", []],
  ["  mesh   radio ", [word("mesh"), word("radio")]],
  ['"offline first" sync', [{ text: "offline first", phrase: true, not: false }, word("sync")]],
  [
    '-webinar -"last call"',
    [
      { text: "webinar", phrase: false, not: true },
      { text: "last call", phrase: true, not: true },
    ],
  ],
  ['an "open phrase', [word("an"), { text: "open phrase", phrase: true, not: false }]],
  ["well-known", [word("well-known")]],
  ['- -- " & |', []],
  ["C++ .NET", [word("C++"), word(".NET")]],
])("%j is read as terms", (input, terms) => {
  expect(parseQuery(input)).toEqual(terms);
});

test("any text is a query, and a bounded one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 1000 }), (input) => {
      expect(tidy(input).length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
      expect(tidy(input)).not.toMatch(/[\0\r\n]/);
      expect(parseQuery(input).every((term) => term.text.trim() !== "")).toBe(true);
    }),
  );
});
