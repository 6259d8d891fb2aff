/** docs/benchmark.md: what was measured, when and where, beside what others reach. Pure. */
import { benchMarkdown, machineText, summary } from "./report";
import type { BenchReport } from "./run";

/** Where the chart lies, from the document. */
export const CHART = "pictures/benchmark.svg";

export function benchDocument(report: BenchReport, hasChart: boolean): string {
  const { date, articles, machine, rows } = report;
  return [
    "# How fast it is",
    "",
    `Measured by \`npm run bench -- --report\` on ${date}, with ${articles.toLocaleString("en")} articles, on ${machineText(machine)}. The load has the same`,
    "cores as what it measures, over 20 connections that take compressed answers. Each measured thing and its reference are asked by turns, in",
    "slices, so that whatever else the machine does meets both: compare the ratios, not the numbers, with those of other machines.",
    "",
    ...summary(rows).map((line, index) => (index === 0 ? line : `- ${line.trim()}`)),
    "",
    ...(hasChart
      ? [
          "## Cost against number of articles",
          "",
          "Answering without the page cache, one at a time (`--chart`):",
          "",
          `![Cost against number of articles](${CHART})`,
          "",
        ]
      : []),
    "## What was measured",
    "",
    ...benchMarkdown(report),
    ...OTHERS,
  ].join("\n");
}

const OTHERS = [
  "## What others reach",
  "",
  "For scale: on a machine with two cores and 508 posts, compressed, in requests a second. A bare static Next.js page had 5,800 there, and",
  "nginx with a static file of 30 kB over 93,000.",
  "",
  "| | home | article | tag or topic | feed | JSON list | search |",
  "| --- | --- | --- | --- | --- | --- | --- |",
  "| Ghost 6, MariaDB | 93 | 176 | 102 | 114 | 111 | 34 (the index of 296 kB that its search downloads) |",
  "| Payload, website template | 1,551 | 2,920 | | | 56 | 182 |",
  "",
  "From publishing until it shows: Ghost 54 to 220 ms on every page; Payload’s home, list and tag pages not within 20 s.",
  "",
];
