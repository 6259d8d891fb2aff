/** The contract of every engine: any input is a query, and what matched is marked. */
import fc from "fast-check";
import { expect } from "vitest";
import { highlight } from "./highlight";
import { searchRequest } from "./parameters";
import { ARTICLES, type Name } from "./testing/articles";
import { forEveryEngine, NOW } from "./testing/contract";

const HOSTILE = [
  "'",
  "''",
  "\\",
  "\\'",
  "a & | ! b",
  "<->",
  "mesh <-> radio",
  ":*",
  "mesh:*",
  "mesh:ABCD",
  "%",
  "_",
  "a:b",
  "|r",
  "|a",
  "~mesh",
  "^mesh",
  '"',
  '""',
  '"\'"',
  "'; drop table article; --",
  "\u0000",
  "(((",
  "-",
  "--",
  "-mesh",
  '-"mesh"',
  "* _ [] {}",
  "🦘",
  "\ud800",
  "OR AND NOT",
  "topic:",
  'topic:"',
  "topic:' OR 1=1",
  'site:"x" OR type:video',
  "type:`video`",
  "quality:>=99999",
  "after:0001",
  "intitle:",
  "intitle:-",
  "a".repeat(400),
  "a ".repeat(200),
  '"a" '.repeat(100),
  "-a ".repeat(100),
  "１２３ ＡＢＣ",
  "ﷺ",
  "é".repeat(100),
  "東".repeat(100),
  "e\u0301\u0301\u0301",
  "\u202emesh",
];

/** What is marked of the best hit's title and excerpt. */
const MARKED: [string, Name, string[]][] = [
  ["q=mesh", "mesh", ["mesh"]],
  ["q=radios valley", "mesh", ["valley", "Radios"]],
  ["q=vallye", "mesh", ["valley"]],
  ["q=kube", "browser", ["Kubernetes"]],
  ["q=conflicts", "offline", ["conflict"]],
  ["q=CAFE", "first", ["café"]],
  ["q=lodz", "first", ["Łódź"]],
  ['q="go offline"', "first", ["go", "offline"]],
  ["q=c%2B%2B", "cplusplus", ["C++"]],
  ["q=.net", "dotnet", [".NET"]],
  ["q=東京", "tokyo", ["東京"]],
  ["q=intitle:mesh -zebra", "mesh", ["mesh"]],
];

forEveryEngine(ARTICLES, {}, ({ ask, found, check, idOf }) => {
  for (const q of HOSTILE)
    check(`${JSON.stringify(q).slice(0, 40)} is just a query`, async () => {
      const { ids, total } = await ask(new URLSearchParams({ q }).toString());
      expect(total).toBeGreaterThanOrEqual(ids.length);
    });

  check("what is no operator finds nothing more", async () => {
    expect(await found("q=%7Cr ")).toEqual([]);
    expect(await found("q=mesh%3A*")).toEqual(["mesh", "radio"]);
    expect(await found(new URLSearchParams({ q: "topic:' OR 1=1" }).toString())).toEqual([]);
  });

  check("any string has an answer", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc
        .array(
          fc.constantFrom(
            "mesh",
            "-",
            '"',
            ":",
            "topic:",
            "site:",
            "intitle:",
            "<->",
            "&",
            "|",
            "!",
            "(",
            ")",
            "*",
            "\\",
            "'",
            " ",
            "東京",
            "c++",
            "2020",
            "rad",
          ),
        )
        .map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom("relevance", "newest", "top"), async (q, sort) => {
        const { ids, total } = await ask(new URLSearchParams({ q, sort }).toString());
        expect(total).toBeGreaterThanOrEqual(ids.length);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 150 },
    );
  });

  for (const [parameters, name, expected] of MARKED)
    check(`${parameters} marks what it found`, async () => {
      const { ids } = await ask(parameters);
      expect(ids[0]).toBe(idOf(name));
      const { query } = searchRequest(new URLSearchParams(parameters), { timeZone: "UTC", pageSize: 1, now: NOW });
      const { title, excerpt } = ARTICLES[name] as { title: string; excerpt: string };
      const marked = highlight([title, excerpt], query.terms).flat();
      expect(marked.flatMap(({ text, mark }) => (mark ? [text] : []))).toEqual(expected);
    });
});
