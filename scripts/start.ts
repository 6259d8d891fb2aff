/** Everything for a first look, and for running: see lib/runtime/portal.ts for the steps. */
import { beginLog, logFormat, warnLine } from "@/lib/log/log";
import { CommandError } from "@/lib/runtime/command-error";
import { startPortal, type Undo } from "@/lib/runtime/portal";
import { onStopSignals } from "@/lib/runtime/until-stopped";
import { run } from "./cli";

const usage = `
Usage: npm start
       npm run dev

Starts the portal and all it needs: Postgres (unless DATABASE_URL is set), tables, sample content on an empty
database (SAMPLE_CONTENT=off: none), a build when the sources changed, the web server and the worker. Says where it
is, and on the first start how to sign in. Ctrl-C stops everything. Settings: .env.example.

  --dev   for development: no build, pages reload when their source changes
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

await run({ usage, options: { dev: { type: "boolean", default: false } } }, async ({ values, settings }) => {
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
    const start = startPortal(settings, { dev: values.dev, say, warn: warnLine, undo, signal: stopping.signal });
    const portal = await Promise.race([start, stopped]);
    const failure = portal && (await Promise.race([portal.failed, stopped]));
    if (failure) throw new CommandError(`${failure} Stopping everything.`);
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await stop();
  }
});
