/** The built portal on the benchmark's data. */
import { setTimeout as delay } from "node:timers/promises";
import type { Settings } from "@/lib/env";
import { firstAnswer, localAddress } from "@/lib/runtime/answer";
import { CommandError } from "@/lib/runtime/command-error";
import { requirePort } from "@/lib/runtime/port";
import { childEnvironment, webProgram, workerProgram } from "@/lib/runtime/programs";
import { supervise } from "@/lib/runtime/supervisor";
import type { Say } from "./place";

const HOST = "127.0.0.1";
const READY_TIMEOUT_MS = 180_000;
const POLL_MS = 200;

/** Starts it on a free port of this machine. Gives its address. @throws CommandError when it does not answer */
export async function startBenchPortal(
  settings: Settings,
  { say, signal }: { say: Say; signal: AbortSignal },
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const port = await requirePort(HOST, 0);
  const ready = { ...settings, HOST, PORT: port, SITE_URL: `http://localhost:${port}` };
  const env = childEnvironment(ready, false);
  // Without an outside engine a worker has nothing to do but forget what was known of one.
  const worker = settings.SEARCH_ENGINE === "postgres" ? [] : [workerProgram(env)];
  const programs = supervise([webProgram(ready, env, false), ...worker], say);
  const failure = await Promise.race([programs.failed, firstAnswer(HOST, port, signal)]);
  if (failure || signal.aborted) {
    await programs.stop();
    signal.throwIfAborted();
    throw new CommandError(failure ?? "The portal does not answer.");
  }
  return { origin: localAddress(HOST, port), stop: programs.stop };
}

/** Waits until this engine answers searches. @throws CommandError when it does not within three minutes: a large index is read from the disk first */
export async function untilAnsweredBy(engine: string, origin: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const response = await fetch(`${origin}/api/v1/search?q=`, { signal });
    const answer = (await response.json().catch(() => null)) as { engine?: unknown } | null;
    if (answer?.engine === engine) return;
    await delay(POLL_MS, undefined, { signal }).catch(() => {});
  }
  throw new CommandError(`Searches are not answered by ${engine}.`);
}
