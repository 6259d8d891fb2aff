/** `npm run bench`: how fast it is, beside what is measured in the same run. */
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { benchLines } from "./bench/report";
import { bench, ENGINES } from "./bench/run";
import { CommandError, run } from "./cli";

const usage = `
Usage: npm run bench -- [--articles N] [--engine postgres|meilisearch|all] [--data DIR] [--keep] [--json]

Makes articles in a database of its own, and measures on the built portal: /api/v1/search at a fixed rate with each
engine, beside Meilisearch alone with the same requests, and how long indexing takes and how much memory.

  --articles   how many are made: 1,000,000 by default
  --data       where they are kept for another run; otherwise a temporary folder is removed afterwards
  --keep       keeps the temporary folder, too
  --rate       requests a second: 100 by default
  --seconds    for how long each is measured: 30 by default
  --json       the same for machines, with the slowest queries
`;

const options = {
  articles: { type: "string", default: "1000000" },
  engine: { type: "string", default: "all" },
  data: { type: "string" },
  keep: { type: "boolean", default: false },
  rate: { type: "string", default: "100" },
  seconds: { type: "string", default: "30" },
  json: { type: "boolean", default: false },
} as const;

const stopping = new AbortController();

await run({ usage, options }, async ({ values, settings }) => {
  const { data, keep, json } = values;
  const engine = ENGINES.find((name) => name === values.engine);
  if (!engine) throw new CommandError(`--engine is one of ${ENGINES.join(", ")}.`, 2);
  const [articles, rate, seconds] = [whole("articles"), whole("rate"), whole("seconds")];
  onStopSignals(
    () => stopping.abort(new CommandError("Stopped.", 130)),
    () => process.exit(130),
  );
  // What goes on is news; the result alone is on standard output.
  const say = (line: string) => console.error(line);
  const asked = { articles, rate, seconds, engine, data, keep };
  const report = await bench(settings, asked, { say, signal: stopping.signal });
  console.log(json ? JSON.stringify(report, null, 2) : benchLines(report).join("\n"));

  function whole(name: "articles" | "rate" | "seconds"): number {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number > 0) return number;
    throw new CommandError(`--${name} must be a whole number above 0.`, 2);
  }
});
