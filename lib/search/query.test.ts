import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clause, MAX_QUERY_LENGTH, parseQuery, printQuery, tidy } from "./query";

const word = (text: string, more: Partial<Clause & { kind: "text" }> = {}): Clause => ({
  kind: "text",
  text,
  phrase: false,
  title: false,
  not: false,
  ...more,
});

test.each<[string, Clause[]]>([
  ["", []],
  ["  mesh   radio ", [word("mesh"), word("radio")]],
  ['"offline first" sync', [word("offline first", { phrase: true }), word("sync")]],
  ['-webinar -"last call"', [word("webinar", { not: true }), word("last call", { phrase: true, not: true })]],
  ['an "open phrase', [word("an"), word("open phrase", { phrase: true })]],
  ["well-known", [word("well-known")]],
  ['- -- " & | "" ""', []],
  ["C++ .NET", [word("C++"), word(".NET")]],
  ["topic:canvas-apps", [{ kind: "topic", values: ["canvas-apps"], not: false }]],
  ["-topic:a,B,a", [{ kind: "topic", values: ["a", "b"], not: true }]],
  ['topic:"Canvas Apps"', [{ kind: "topic", values: ["canvas apps"], not: false }]],
  ["SITE:TechCrunch.com", [{ kind: "site", values: ["techcrunch.com"], not: false }]],
  ["provider:x.example", [{ kind: "site", values: ["x.example"], not: false }]],
  ['site:,"a,b"', [{ kind: "site", values: ["a", "b"], not: false }]],
  ["type:video", [{ kind: "type", values: ["video"], not: false }]],
  [
    "before:2024-01-01 after:2023",
    [
      { kind: "before", date: "2024-01-01" },
      { kind: "after", date: "2023" },
    ],
  ],
  ['after:"3 months ago"', [{ kind: "after", date: "3 months ago" }]],
  ["before:lunch", [word("before:lunch")]],
  ["-before:2024", [word("before:2024", { not: true })]],
  ["quality:>=80", [{ kind: "quality", range: { min: 80, max: null }, text: ">=80" }]],
  ["quality:>80", [{ kind: "quality", range: { min: 81, max: null }, text: ">80" }]],
  ["heat:<0", [{ kind: "heat", range: { min: null, max: -1 }, text: "<0" }]],
  ["heat:<=9", [{ kind: "heat", range: { min: null, max: 9 }, text: "<=9" }]],
  ["quality:80", [{ kind: "quality", range: { min: 80, max: 80 }, text: "80" }]],
  ["quality:80..100", [{ kind: "quality", range: { min: 80, max: 100 }, text: "80..100" }]],
  ["quality:good", [word("quality:good")]],
  ["intitle:mesh", [word("mesh", { title: true })]],
  ['-intitle:"last call"', [word("last call", { title: true, phrase: true, not: true })]],
  ["topic: x", [word("topic:"), word("x")]],
  ["https://a.example/b", [word("https://a.example/b")]],
  ["foo:bar", [word("foo:bar")]],
])("%j is read", (input, clauses) => {
  expect(parseQuery(input)).toEqual(clauses);
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    "-",
    '"',
    ":",
    ",",
    " ",
    "topic:",
    "site:",
    "type:",
    "before:",
    "after:",
    "quality:",
    "heat:",
    "intitle:",
    ">=",
    "80",
    "2023",
    "last week",
    "a",
    "C++",
    "é",
    "東京",
    "\\",
    "'",
    "\0",
    "\ud800",
  );
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 600 }),
    fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 40 }).map((parts) => parts.join("")),
  );

  test("is a bounded query that prints back", () => {
    fc.assert(
      fc.property(anything, (input) => {
        const clauses = parseQuery(input);
        expect(tidy(input).length).toBeLessThanOrEqual(MAX_QUERY_LENGTH);
        expect(tidy(input)).not.toMatch(/[\0\r\n]/);
        expect(parseQuery(printQuery(clauses))).toEqual(clauses);
      }),
      { numRuns: 10_000 },
    );
  });
});
