/** The built portal on the benchmark's data. */
import type { ChildProcess } from "node:child_process";
import type { Settings } from "@/lib/env";
import { firstAnswer, localAddress } from "@/lib/runtime/answer";
import { CommandError } from "@/lib/runtime/command-error";
import { requirePort } from "@/lib/runtime/port";
import { childEnvironment, webProgram, workerProgram } from "@/lib/runtime/programs";
import { type Program, supervise } from "@/lib/runtime/supervisor";
import { untilAnswers } from "./answers";
import type { Say } from "./place";

const HOST = "127.0.0.1";

export type BenchPortal = {
  origin: string;
  /** Of the processes that run now. */
  pids: () => { app: number | undefined; worker: number | undefined };
  stop: () => Promise<void>;
};

/** Starts it on a free port of this machine, with its worker where it has an outside engine. @throws CommandError when it does not answer */
export async function startBenchPortal(
  settings: Settings,
  { say, signal }: { say: Say; signal: AbortSignal },
): Promise<BenchPortal> {
  const port = await requirePort(HOST, 0);
  const ready = { ...settings, HOST, PORT: port, SITE_URL: `http://localhost:${port}` };
  const env = childEnvironment(ready, false);
  const app = watched(webProgram(ready, env, false));
  const worker = watched(workerProgram(env));
  // Without an outside engine a worker has nothing to do but forget what was known of one: another portal's.
  const isWithWorker = settings.SEARCH_ENGINE !== "postgres";
  const programs = supervise([app.program, ...(isWithWorker ? [worker.program] : [])], say);
  const failure = await Promise.race([programs.failed, firstAnswer(HOST, port, signal)]);
  if (failure || signal.aborted) {
    await programs.stop();
    signal.throwIfAborted();
    throw new CommandError(failure ?? "The portal does not answer.");
  }
  const pids = () => ({ app: app.pid(), worker: worker.pid() });
  return { origin: localAddress(HOST, port), pids, stop: programs.stop };
}

function watched(program: Program): { program: Program; pid: () => number | undefined } {
  let child: ChildProcess | undefined;
  return { program: { ...program, start: () => (child = program.start()) }, pid: () => child?.pid };
}

/** Waits until this engine answers searches. @throws CommandError when it does not within three minutes: a large index is read from the disk first */
export const untilAnsweredBy = (engine: string, origin: string, signal: AbortSignal): Promise<void> =>
  untilAnswers(`${origin}/api/v1/search?q=`, signal, async (answer) => {
    const body = (await answer.json().catch(() => null)) as { engine?: unknown } | null;
    return body?.engine === engine;
  });
