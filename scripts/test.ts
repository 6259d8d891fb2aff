/** `npm test`: everything that must pass, cheapest first; stops at the first failure. */
import { execFileSync, spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
// As `npm start` does.
import "./mend-postgres.mjs";
import { parseSettings } from "@/lib/env";
import { meilisearchAddresses, meilisearchVersion } from "@/lib/runtime/meilisearch";
import { meilisearchOnPath } from "@/lib/runtime/meilisearch-program";

const USAGE = `npm test [-- --only STEP]

Runs all checks: ${["format", "types", "imports", "audit", "unit", "browser"].join(", ")}.
  --only STEP   runs one of them
  --long        runs what takes longer instead (npm run test:long)
  --times N     runs each step so many times (npm run test:long -- --only faults --times 10)
  --minutes N   how long the soak is, an hour by default (npm run test:long -- --only soak --minutes 5)`;

const SHORT_STEPS = {
  format: [["biome", "check", "--error-on-warnings", "."]],
  types: [
    ["next", "typegen"],
    ["tsc", "--noEmit"],
  ],
  imports: [["node", "--import", "tsx", "scripts/check-imports.ts"]],
  audit: [["node", "--import", "tsx", "scripts/audit.ts"]],
  unit: [["vitest", "run"]],
  browser: [["playwright", "test", "--config", "e2e"]],
};
const FAULT_TABLE = "./lib/faults/testing/table.ts";
/** Much data and many random cases. */
const LONG_STEPS = {
  long: [["vitest", "run", ".long.", "freshness", "public-reads", "--exclude", "lib/faults/**"]],
  // Each portal wants both cores, and what is timed would be slowed by another's.
  faults: [["vitest", "run", "lib/faults", "--no-file-parallelism", "--reporter=default", `--reporter=${FAULT_TABLE}`]],
  hostile: [["playwright", "test", "--config", "e2e", "--project=desktop", "hostile"]],
  soak: [["node", "--import", "tsx", "scripts/soak.ts"]],
  editors: [["playwright", "test", "--config", "e2e", "--project=desktop", "newsroom-many"]],
};

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    long: { type: "boolean" },
    minutes: { type: "string" },
    times: { type: "string", default: "1" },
    help: { type: "boolean" },
  },
});
const steps: Record<string, string[][]> = values.long ? LONG_STEPS : SHORT_STEPS;
if (values.help) {
  console.log(USAGE);
} else if (values.only && !steps[values.only]) {
  console.error(`There is no step "${values.only}": choose one of ${Object.keys(steps).join(", ")}.`);
  process.exitCode = 2;
} else {
  if (!process.env.CORPUS_DIR) console.log("CORPUS_DIR is not set: tests on a folder of real articles are skipped.");
  process.exitCode = await run(repeated(values.only ? [values.only] : Object.keys(steps)));
}

/** Each step as often as `--times` says. */
function repeated(names: string[]): string[] {
  return names.flatMap((name) => Array<string>(Math.max(1, Number(values.times) || 1)).fill(name));
}

async function run(names: string[]): Promise<number> {
  for (const step of names) {
    const started = Date.now();
    console.log(`\n── ${step}`);
    if (step === "unit" || step === "long") console.log(await testedEngines());
    for (const [program = "", ...args] of steps[step] ?? []) {
      const command = program === "node" ? process.execPath : "npx";
      if (step === "soak" && values.minutes) args.push("--minutes", values.minutes);
      const parameters = program === "node" ? args : ["--no-install", program, ...args];
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...(values.long ? { LONG_TESTS: "on" } : {}) };
      const { status } = spawnSync(command, parameters, { stdio: "inherit", env, shell: process.platform === "win32" });
      if (status !== 0) {
        console.error(`\n${step} failed`);
        return status ?? 1;
      }
    }
    console.log(`── ${step}: passed in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  return 0;
}

/** Which search engines the run covers (lib/testing/meilisearch.ts finds them in the same way). */
async function testedEngines(): Promise<string> {
  const { MEILISEARCH_URL, MEILISEARCH_API_KEY } = process.env;
  const [given] = meilisearchAddresses(parseSettings({ MEILISEARCH_URL, MEILISEARCH_API_KEY }));
  if (given) {
    const version = (await meilisearchVersion(given).catch((error: Error) => `(${error.message})`)) ?? "";
    return `Search is tested on Postgres and Meilisearch ${version} at ${given.url}.`;
  }
  const program = await meilisearchOnPath();
  if (!program) return "Search is tested on Postgres alone: no meilisearch on PATH and MEILISEARCH_URL is not set.";
  const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim().split(" ").at(-1);
  return `Search is tested on Postgres and Meilisearch ${version}.`;
}
