import { expect, test } from "vitest";
import { chart } from "./chart";
import { benchDocument } from "./document";
import { benchLines, number, summary } from "./report";
import type { RowResult } from "./row";
import type { BenchReport } from "./run";

const row: RowResult = {
  id: "pages",
  what: "Pages",
  goal: "0.7 of a bare page",
  lines: [
    {
      what: "home",
      measured: 2_345.6,
      unit: "/s",
      reference: { what: "bare", value: 2_000 },
      goal: { of: "ratio", least: 0.7 },
    },
    {
      what: "latest",
      measured: 1_000,
      unit: "/s",
      reference: { what: "bare", value: 2_000 },
      goal: { of: "ratio", least: 0.7 },
    },
  ],
  memory: { app: 240e6, worker: null },
  seconds: 12,
};
const missing: RowResult = { ...row, id: "proxy", what: "Proxy", lines: [], notMeasured: "there is no nginx on PATH" };
const machine = { cores: 2, cpu: "Model", memoryGB: 8, node: "v20", next: "16", postgres: "18" };
const report: BenchReport = { date: "2026-11-25", articles: 1_000, machine, rows: [row, missing] };

test("a line for each thing, with what it reached, and the reason where nothing was measured", () => {
  const lines = benchLines(report, null);
  expect(lines.find((line) => line.startsWith("home"))).toMatch(/2,346 \/s\s+2,000 \(bare\)\s+1\.17\s+≥ 0\.7\s+yes$/);
  expect(lines.find((line) => line.startsWith("latest"))).toMatch(/0\.50\s+≥ 0\.7\s+no$/);
  expect(lines).toContain("  not measured: there is no nginx on PATH");
  expect(lines).toContain("pages: Pages (0.7 of a bare page) [12 s; app 240 MB]");
});

test("what is not reached is named at the end", () => {
  expect(summary([row, missing])).toEqual(["1 of 2 goals reached.", "  not reached: pages, latest (0.5)"]);
});

test("numbers have the digits that say something", () => {
  expect([1_234.5, 12.34, 1.234].map(number)).toEqual(["1,235", "12.3", "1.23"]);
});

test("the document has date, machine, tables, others' figures, and the chart where there is one", () => {
  const text = benchDocument(report, true);
  expect(text).toContain("on 2026-11-25, with 1,000 articles, on 2 cores (Model), 8 GB");
  expect(text).toContain("| home | 2,346 /s | 2,000 (bare) | 1.17 | ≥ 0.7 | yes |");
  expect(text).toContain("Not measured: there is no nginx on PATH.");
  expect(text).toContain("Ghost 6");
  expect(text).toContain("(pictures/benchmark.svg)");
  expect(benchDocument(report, false)).not.toContain("benchmark.svg");
});

test("in the chart ten times as much is the same way anywhere, and names don't cover each other", () => {
  const points = [1_000, 10_000, 100_000].map((articles) => ({ articles, ms: articles / 100 }));
  const svg = chart("Cost & more", [
    { name: "home", points },
    { name: "article", points: points.map((point) => ({ ...point, ms: point.ms * 1.01 })) },
  ]);
  const [line = ""] = svg.match(/(?<=polyline points=")[^"]+/) ?? [];
  const [a, b, c] = line.split(" ").map((place) => place.split(",").map(Number) as [number, number]);
  if (!a || !b || !c) throw new Error("There are no three points.");
  expect(b[0] - a[0]).toBeCloseTo(c[0] - b[0], 0);
  expect(a[1] - b[1]).toBeCloseTo(b[1] - c[1], 0);
  expect(svg).toContain("Cost &amp; more");
  const heights = ["home", "article"].map((name) =>
    Number(svg.match(new RegExp(`y="([\\d.]+)" fill="#\\w+">${name}<`))?.[1]),
  );
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeGreaterThanOrEqual(17);
  expect(() => chart("none", [])).toThrow("nothing to draw");
});
