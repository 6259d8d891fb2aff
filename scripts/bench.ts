/** `npm run bench`: how fast it is, beside what is measured in the same run. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { startBench } from "./bench/bench";
import { chart } from "./bench/chart";
import { curvesOf } from "./bench/curves";
import { benchDocument, CHART } from "./bench/document";
import type { Stops } from "./bench/place";
import { benchLines } from "./bench/report";
import type { Row } from "./bench/row";
import { ROWS } from "./bench/rows";
import { type BenchReport, machineOf, measureRows } from "./bench/run";
import { CommandError, run } from "./cli";

const usage = `
Usage: npm run bench -- [--quick] [--only ID,…] [--articles N] [--data DIR] [--chart N,…] [--report] [--json]

Makes articles in a database of its own, starts the built portal on it, and measures each thing beside a reference:
a bare Next.js app, the search engine alone, a static file. About a quarter of an hour with 1,000 articles.

  --quick       in under two minutes: shorter, and without what takes long
  --only        some of: ${ROWS.map(({ id }) => id).join(", ")}
  --articles    how many are made: 1,000 by default; goals for 1,000,000 are judged with as many
  --data        where they are kept for another run; otherwise a temporary folder is removed afterwards
  --keep        keeps the temporary folder, too
  --rate        searches a second, where they come at a fixed rate: 100 by default
  --seconds     for how long that is measured: 10 by default
  --lighthouse  measures with Lighthouse, too, which it downloads
  --chart       draws the cost with so many articles each, such as 1000,10000,100000, into docs/${CHART}
  --report      writes what was measured to docs/benchmark.md
  --json        the same for machines
`;

const options = {
  quick: { type: "boolean", default: false },
  only: { type: "string" },
  articles: { type: "string", default: "1000" },
  data: { type: "string" },
  keep: { type: "boolean", default: false },
  rate: { type: "string", default: "100" },
  seconds: { type: "string", default: "10" },
  lighthouse: { type: "boolean", default: false },
  chart: { type: "string" },
  report: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

const stopping = new AbortController();

await run({ usage, options }, async ({ values, settings }) => {
  const { data, keep, json, quick: isQuick, lighthouse: withLighthouse } = values;
  const rows = chosenRows(values.only, isQuick);
  const sizes = values.chart?.split(",").map((size) => whole("chart", size)) ?? [];
  const [articles, rate, seconds] = (["articles", "rate", "seconds"] as const).map((name) => whole(name, values[name]));
  if (!articles || !rate || !seconds) return 2;
  onStopSignals(
    () => stopping.abort(new CommandError("Stopped.", 130)),
    () => process.exit(130),
  );
  // What goes on is news; the result alone is on standard output.
  const say = (line: string) => console.error(line);
  const stops: Stops = [];
  try {
    const asked = { articles, rate, seconds, data, keep, isQuick, withLighthouse };
    const bench = await startBench(settings, asked, { say, signal: stopping.signal, stops });
    const date = new Date().toISOString().slice(0, 10);
    const results = await measureRows(bench, rows);
    const report: BenchReport = { date, articles, machine: await machineOf(bench), rows: results };
    const curves = sizes.length > 0 ? await curvesOf(bench, sizes) : [];
    if (curves.length > 0) await write(CHART, chart("Answering without the page cache", curves));
    if (values.report) await write("benchmark.md", benchDocument(report, curves.length > 0));
    const folder = keep || data !== undefined ? bench.folder : null;
    console.log(json ? JSON.stringify({ ...report, curves }, null, 2) : benchLines(report, folder).join("\n"));
    return results.some(({ notMeasured }) => notMeasured?.startsWith("failed:")) ? 1 : 0;
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
});

function chosenRows(only: string | undefined, isQuick: boolean): Row[] {
  if (only === undefined) return isQuick ? ROWS.filter((row) => row.isQuick) : ROWS;
  return only
    .split(",")
    .filter(Boolean)
    .map((id) => {
      const row = ROWS.find((one) => one.id === id);
      if (!row) throw new CommandError(`There is no row "${id}": choose of ${ROWS.map(({ id }) => id).join(", ")}.`, 2);
      return row;
    });
}

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new CommandError(`--${name} must be a whole number above 0.`, 2);
}

/** Into docs/. */
async function write(name: string, content: string): Promise<void> {
  const file = join(PROJECT_ROOT, "docs", name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
