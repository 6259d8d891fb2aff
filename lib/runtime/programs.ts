/** The programs the portal consists of, and the environment they get. */
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import type { Settings } from "@/lib/env";
import { formatInUse, sayLine } from "../log/log";
import { spawnNode } from "./children";
import { NEXT_BIN } from "./next-build";
import type { Program } from "./supervisor";

/** The settings as the start knows them, with what it found or made itself. */
export function childEnvironment(settings: Settings, dev: boolean): NodeJS.ProcessEnv {
  const known = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return {
    ...process.env,
    ...Object.fromEntries(known),
    NEXTAUTH_URL: settings.SITE_URL,
    NODE_ENV: dev ? "development" : "production",
    LOG_FORMAT: formatInUse(),
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/**
 * What lives is a third of it. The nearer the limit, the less V8 lets garbage pile up: without one it would take a
 * gigabyte where there is memory. Whoever knows better says so in NODE_OPTIONS.
 */
const WEB_HEAP_MB = 384;

const heapLimit = ({ NODE_OPTIONS = "" }: NodeJS.ProcessEnv) =>
  /max[-_]old[-_]space[-_]size/.test(NODE_OPTIONS) ? [] : [`--max-old-space-size=${WEB_HEAP_MB}`];

export function webProgram({ HOST, PORT }: Settings, env: NodeJS.ProcessEnv, dev: boolean): Program {
  const args = [...(dev ? [] : heapLimit(env)), NEXT_BIN, dev ? "dev" : "start", "-H", HOST, "-p", String(PORT)];
  return {
    name: "web server",
    start: () => (dev ? spawnNode(args, env) : withoutBanner(spawnNode(args, env, "pipe"))),
  };
}

export function workerProgram(env: NodeJS.ProcessEnv): Program {
  return { name: "worker", start: () => spawnNode(["--import", "tsx", "scripts/worker.ts"], env) };
}

/** Lines of Next's greeting: the start gives the address itself. */
const BANNER = /^\s*$|^▲ Next\.js|^- (Local|Network|Environments?):|^✓ (Starting|Ready in|Running next\.config)/;

/** Shows what Next says, without its greeting. */
function withoutBanner(child: ChildProcess): ChildProcess {
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const plain = stripVTControlCharacters(line);
      if (!BANNER.test(plain)) sayLine(plain);
    });
  }
  child.stderr?.pipe(process.stderr, { end: false });
  return child;
}
