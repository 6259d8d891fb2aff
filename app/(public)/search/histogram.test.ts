import { expect, test } from "vitest";
import { searchRequest } from "@/lib/search/parameters";
import { chosenYear, histogram } from "./histogram";

const place = { timeZone: "Europe/Berlin", locale: "en-us", now: new Date("2026-11-24T09:00:00Z") };

function bars(query: string, year: Record<string, number>, month: Record<string, number> = {}) {
  const parameters = new URLSearchParams(query);
  const { clauses, query: asked } = searchRequest(parameters, { ...place, pageSize: 20 });
  const counts = (of: Record<string, number>) => Object.entries(of).map(([value, count]) => ({ value, count }));
  return histogram({ parameters, clauses }, { year: counts(year), month: counts(month) }, asked.filters, place);
}

test("years between the first and the last are there with 0, and none is chosen at first", () => {
  const found = bars("", { 2022: 3, 2025: 1 });
  expect(found?.bars.map(({ value, count }) => `${value}: ${count}`)).toEqual([
    "2022: 3",
    "2023: 0",
    "2024: 0",
    "2025: 1",
  ]);
  expect(found?.bars.some(({ isChosen }) => isChosen)).toBe(false);
  expect(found?.bars[0]?.href).toBe("/search?from=2022&to=2022");
});

test("one year alone is nothing to compare", () => {
  expect(bars("", { 2025: 4 })).toBeNull();
});

test("dates that are typed or given choose the years they touch", () => {
  const chosen = (query: string) =>
    bars(query, { 2022: 1, 2023: 1, 2024: 1 })?.bars.flatMap(({ value, isChosen }) => (isChosen ? [value] : []));
  expect(chosen("q=after:2022")).toEqual(["2023", "2024"]);
  expect(chosen("q=before:2023-05")).toEqual(["2022", "2023"]);
  expect(chosen("from=2022-12-31&to=2023-01-01")).toEqual(["2022", "2023"]);
});

test("within a year the months are counted, and a second click leads back", () => {
  const found = bars(
    "q=merrow&from=2024-05&to=2024-05",
    { 2023: 1, 2024: 5 },
    { "2023-05": 1, "2024-05": 2, "2024-07": 3 },
  );
  expect(found?.bars).toHaveLength(12);
  expect(found?.bars.filter(({ isChosen }) => isChosen)).toEqual([
    { value: "2024-05", label: "May", count: 2, isChosen: true, href: "/search?q=merrow&from=2024&to=2024" },
  ]);
  expect(found?.bars[6]).toMatchObject({ count: 3, href: "/search?q=merrow&from=2024-07&to=2024-07" });
  expect(found?.year).toEqual({
    name: "2024",
    before: "/search?q=merrow&from=2023&to=2023",
    after: "/search?q=merrow&from=2025&to=2025",
    all: "/search?q=merrow",
    whole: "/search?q=merrow&from=2024&to=2024",
  });
});

test("a whole year is all of its months; without counts of months the years stay", () => {
  expect(bars("from=2024&to=2024", { 2024: 5 }, { "2024-05": 5 })?.year?.whole).toBeNull();
  expect(bars("from=2024&to=2024", { 2023: 1, 2024: 5 })?.bars.map(({ value }) => value)).toEqual(["2023", "2024"]);
});

test("the year is that of the site's time zone", () => {
  const from = new Date("2023-12-31T23:00:00Z");
  expect(chosenYear({ from, until: new Date("2024-12-31T23:00:00Z") }, "Europe/Berlin")).toBe("2024");
  expect(chosenYear({ from, until: new Date("2024-12-31T23:00:00Z") }, "UTC")).toBeNull();
  expect(chosenYear({ from, until: null }, "UTC")).toBeNull();
});
