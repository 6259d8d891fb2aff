/** The soak: a portal is used for an hour, and nothing may grow. Part of `npm run test:long`. */
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { CommandError, run } from "./cli";
import { soak } from "./soak/run";

const usage = `
Usage: node --import tsx scripts/soak.ts [--minutes N] [--articles N] [--data DIR]

Runs the built portal on generated articles while people read, search and publish, and fails when memory of its
processes, open files, temporary files, connections or tables grow from the middle of the run to its end, when memory
is ever above 500 MB, or when an answer is an error.

  --minutes    how long: 60 by default
  --articles   on how many articles: 20,000 by default
  --data       where they are kept for another run; otherwise a temporary folder is removed afterwards
`;

const options = {
  minutes: { type: "string", default: "60" },
  articles: { type: "string", default: "20000" },
  data: { type: "string" },
} as const;

const stopping = new AbortController();

await run({ usage, options }, async ({ values, settings }) => {
  const [minutes, articles] = [Number(values.minutes), Number(values.articles)];
  if (!(minutes > 0 && Number.isInteger(articles) && articles > 0))
    throw new CommandError("--minutes and --articles are numbers above 0.", 2);
  onStopSignals(
    () => stopping.abort(new CommandError("Stopped.", 130)),
    () => process.exit(130),
  );
  const asked = { minutes, articles, data: values.data };
  const result = await soak(settings, asked, { say: (line) => console.error(line), signal: stopping.signal });
  console.log(`${result.requests} requests, ${result.publishes} changes in ${minutes} minutes`);
  for (const { name, middle, end, most, fails } of result.verdicts)
    console.log(`${fails ? "GROWS" : "  ok "} ${name}: ${middle} in the middle, ${end} at the end, ${most} at most`);
  for (const failure of result.failures) console.log(`ERROR ${failure}`);
  for (const path of result.lost) console.log(`LOST  ${path} is not kept`);
  if (result.failures.length + result.lost.length > 0 || result.verdicts.some(({ fails }) => fails))
    throw new CommandError("The portal did not stand it.");
});
