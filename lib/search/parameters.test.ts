import { expect, test } from "vitest";
import { dayOf, searchRequest } from "./parameters";

const read = (text: string) => searchRequest(new URLSearchParams(text), { timeZone: "UTC", pageSize: 20 });

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

test.each([
  ["2024", "start", "2024-01-01"],
  ["2024", "end", "2025-01-01"],
  ["2024-12", "end", "2025-01-01"],
  ["2024-02-29", "start", "2024-02-29"],
  // The last day is in.
  ["2024-05-31", "end", "2024-06-01"],
])("%s at its %s", (text, edge, day) => {
  expect(dayOf(text, edge as "start" | "end", "UTC")?.toISOString()).toBe(`${day}T00:00:00.000Z`);
});

test.each(["2023-02-29", "2024-13", "2024-00", "2024-01-00", "24", "yesterday", "2024-1-1", ""])(
  "%j is no day",
  (text) => {
    expect(dayOf(text, "start", "UTC")).toBeNull();
  },
);

test.each([
  ["sort=best", "sort"],
  ["from=soon", "from"],
  ["to=2023-02-29", "to"],
  ["to=9999-12-31", "to"],
  ["page=0", "page"],
  ["limit=1000", "limit"],
  ["offset=-1", "offset"],
  ["limit=2.5", "limit"],
  [`topic=${"x".repeat(201)}`, "topic"],
])("%s is named as wrong, and search goes on without it", (text, name) => {
  const { problems, query } = read(`q=mesh&${text}`);
  expect(problems.map((problem) => problem.name)).toEqual([name]);
  expect(query.terms).toHaveLength(1);
});
