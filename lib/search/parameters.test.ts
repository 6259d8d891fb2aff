import { expect, test } from "vitest";
import { searchRequest } from "./parameters";

const NOW = new Date("2026-11-24T09:00:00Z");
const read = (text: string) => searchRequest(new URLSearchParams(text), { timeZone: "UTC", pageSize: 20, now: NOW });

test("what is given is read", () => {
  const { q, query, problems } = read("q=mesh&topic=a,b&topic=c&provider=X.example&type=video&sort=newest&page=3");
  expect(problems).toEqual([]);
  expect(q).toBe("mesh");
  expect(query).toMatchObject({
    filters: { topics: ["a", "b", "c"], providers: ["x.example"], types: ["video"], from: null, until: null },
    sort: "newest",
    limit: 20,
    offset: 40,
  });
});

test("pages are as long as the limit", () => {
  expect(read("q=mesh&limit=5&page=3").query).toMatchObject({ limit: 5, offset: 10 });
  expect(read("limit=0&page=2").query).toMatchObject({ limit: 0, offset: 0 });
});

const span = (text: string) => {
  const { from, until } = read(text).query.filters;
  return [from, until].map((date) => date?.toISOString().slice(0, 10) ?? null);
};

test.each<[string, (string | null)[]]>([
  ["from=2024&to=2024", ["2024-01-01", "2025-01-01"]],
  ["from=2024-12&to=2024-12", ["2024-12-01", "2025-01-01"]],
  // The last day is in.
  ["from=2024-02-29&to=2024-05-31", ["2024-02-29", "2024-06-01"]],
  ["q=after:2022", ["2023-01-01", null]],
  ["q=before:2023", [null, "2023-01-01"]],
  ["q=after:2023-05 before:yesterday", ["2023-06-01", "2026-11-23"]],
  ["q=after:2020 after:2022 before:2025&from=2024&to=2026", ["2024-01-01", "2025-01-01"]],
])("%s", (text, dates) => {
  expect(span(text)).toEqual(dates);
});

test("operators and parameters restrict together", () => {
  const { query } = read(
    "q=mesh topic:a -site:X.example,y.example quality:>=80 quality:<100 -type:video&topic=b,a&provider=z.example",
  );
  expect(query.terms).toEqual([{ text: "mesh", phrase: false, title: false, not: false }]);
  expect(query.filters).toMatchObject({
    topics: ["a", "b"],
    providers: ["z.example"],
    not: { topics: [], providers: ["x.example", "y.example"], types: ["video"] },
    quality: { min: 80, max: 99 },
    heat: { min: null, max: null },
  });
});

test.each([
  ["q=mesh", true],
  ["q=mesh ", false],
  ['q="mesh"', false],
  ["q=mesh -radio", false],
  ["q=mesh topic:a", false],
  ["q=", false],
])("%j: the last word may be a beginning: %s", (text, prefix) => {
  expect(read(text).query.prefix).toBe(prefix);
});

test.each([
  ["sort=best", "sort"],
  ["from=soon", "from"],
  ["to=2023-02-29", "to"],
  ["to=9999-12-31", "to"],
  ["page=0", "page"],
  ["limit=1000", "limit"],
  ["offset=-1", "offset"],
  ["from=yesterday", "from"],
  ["from=2024-1-1", "from"],
  ["limit=2.5", "limit"],
  ["from=2024-06&to=2024-05", "to"],
  [`topic=${"x".repeat(201)}`, "topic"],
])("%s is named as wrong, and search goes on without it", (text, name) => {
  const { problems, query } = read(`q=mesh&${text}`);
  expect(problems.map((problem) => problem.name)).toEqual([name]);
  expect(query.terms).toHaveLength(1);
});
