/** Everything for a first look, and for running: lib/runtime/portal.ts has the steps, lib/runtime/part.ts one part alone. */
// Where packages were installed without their scripts; what is built and started from here on has it.
import "./mend-postgres.mjs";
import { beginLog, logFormat, warnLine } from "@/lib/log/log";
import { CommandError } from "@/lib/runtime/command-error";
import { PARTS, type Part, startPart } from "@/lib/runtime/part";
import { startPortal, type Undo } from "@/lib/runtime/portal";
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { run } from "./cli";

const usage = `
Usage: npm start
       npm start -- --only web|worker|migrate
       npm run dev

Starts the portal and all it needs: Postgres (unless DATABASE_URL is set), tables, sample content on an empty
database (SAMPLE_CONTENT=off: none), a build when the sources changed, the web server and the worker. Says where it
is, and on the first start how to sign in. Ctrl-C stops everything. Settings: .env.example.

  --only PART  one part, where each has a machine or container of its own; needs DATABASE_URL:
               migrate  tables, sample content and the first admin, then ends; run it before the others
               web      the web server; several may run
               worker   search, push, pictures and jobs; several may run, of which one keeps search
  --dev        for development: no build, pages reload when their source changes
`;

const undo: Undo[] = [];
const stopping = new AbortController();

async function stop(): Promise<void> {
  for (const { stop: undoOne } of undo.toReversed()) await undoOne();
}

function force(): never {
  for (const { kill } of undo) kill?.();
  process.exit(130);
}

const options = { dev: { type: "boolean", default: false }, only: { type: "string" } } as const;

await run({ usage, options }, async ({ values, settings }) => {
  const part = partOf(values.only, values.dev);
  // The steps of the start are sentences for whoever waits for them, however the log is written.
  beginLog({ name: "start", format: logFormat({ isProduction: !values.dev }) });
  // Whoever reads them may be gone: no reason to end.
  process.stdout.on("error", () => {});
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const stopped = new Promise<void>((resolve) => {
    const begin = (why: string) => {
      if (why === "SIGINT") say("Stopping …");
      stopping.abort();
      resolve();
    };
    onStopSignals(begin, force);
  });
  try {
    const starting = { dev: values.dev, say, warn: warnLine, undo, signal: stopping.signal };
    const start = part ? startPart(part, settings, starting) : startPortal(settings, starting);
    const portal = await Promise.race([start, stopped]);
    const failure = portal && (await Promise.race([portal.failed, stopped]));
    if (failure) throw new CommandError(`${failure} Stopping everything.`);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await stop();
  }
});

/** @throws CommandError for a part there is not */
function partOf(only: string | undefined, dev: boolean): Part | null {
  if (only === undefined) return null;
  const part = PARTS.find((name) => name === only);
  if (!part || dev) throw new CommandError("--only takes web, worker or migrate, and no --dev.", 2);
  return part;
}
