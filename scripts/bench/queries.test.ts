import { expect, test } from "vitest";
import type { SourceRow } from "@/db/search-documents";
import { randomFrom } from "@/lib/random";
import { benchQueries, MIXES } from "./queries";

const row = (id: number, title: string): SourceRow => ({
  id,
  title,
  excerpt: "",
  type: "article",
  provider: "",
  domain: "",
  providerId: 1,
  topics: [],
  topicIds: [],
  publishedAt: 0,
  liveFrom: null,
  liveUntil: null,
  storyId: null,
  quality: null,
  heat: null,
  hot: 0,
});
const letters = (number: number) => [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");
// "every" in all, a frequent word in a tenth of them, rarer ones in three or four.
const ROWS = Array.from({ length: 300 }, (_, id) =>
  row(
    id,
    `every often${letters(id % 10)} mostly${letters(id % 9)} usual${letters(id % 8)} rare${letters(id % 100)} scarce${letters(id % 99)} seldom${letters(id % 98)}`,
  ),
);

test("two and three words of one article, of each mix as many", () => {
  const queries = benchQueries(ROWS, 80, randomFrom("x"));
  expect(queries).toHaveLength(80);
  for (const mix of MIXES) {
    const lengths = queries.filter((query) => query.mix === mix).map(({ q }) => q.split(" ").length);
    expect(lengths.toSorted()).toEqual([...Array(10).fill(2), ...Array(10).fill(3)]);
  }
  for (const { q, mix } of queries) {
    const words = q.split(" ");
    expect(ROWS.some(({ title }) => words.every((word) => title.split(" ").includes(word)))).toBe(true);
    expect(words.includes("every")).toBe(mix === "commonest and rarer");
    const frequent = words.filter((word) => /^(often|mostly|usual)/.test(word)).length;
    expect(frequent).toBe({ frequent: words.length, "frequent and rarer": 1, rarer: 0, "commonest and rarer": 0 }[mix]);
  }
});

test("too few articles give no queries", () =>
  expect(benchQueries([row(1, "one two three")], 8, randomFrom("x"))).toEqual([]));
