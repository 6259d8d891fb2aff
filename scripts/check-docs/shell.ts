/** Commands as a shell runs them, each in a process group of its own, so that nothing of it stays. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { hasEnded } from "@/lib/runtime/children";

/** What of a command's output is kept, from its end, in characters. */
const KEPT_OUTPUT = 20_000;
const STOP_TIMEOUT_MS = 20_000;
const POLL_MS = 200;
/** For output that is still on its way, or held by what a command left running. */
const OUTPUT_TIMEOUT_MS = 2_000;

export type Running = { child: ChildProcess; output: () => string };
export type Where = { cwd: string; env: NodeJS.ProcessEnv; signal: AbortSignal; limitMs: number };

/** What went wrong with a command, and the end of what it said. */
export class Failure extends Error {
  constructor(what: string, output: string) {
    super(`${what}\n${output.trim()}`);
  }
}

/** Runs a command to its end. @throws Failure when it fails or takes longer than `limitMs` */
export async function runToEnd(command: string, where: Where): Promise<void> {
  const running = begin(command, where);
  const ended = once(running.child, "exit");
  const closed = once(running.child, "close");
  const limit = AbortSignal.timeout(where.limitMs);
  // One signal for each command: listeners would pile up on the one that they share.
  const cut = AbortSignal.any([limit, where.signal]);
  if (!cut.aborted) await Promise.race([ended, once(cut, "abort")]);
  if (!hasEnded(running.child)) {
    await stop(running);
    throw new Failure(limit.aborted ? `still ran after ${where.limitMs / 1000} s` : "was stopped", running.output());
  }
  await Promise.race([closed, delay(OUTPUT_TIMEOUT_MS)]);
  const { exitCode, signalCode } = running.child;
  if (exitCode !== 0) throw new Failure(`ended with ${exitCode ?? signalCode}`, running.output());
}

/**
 * Starts a command that stays, and waits until `answers` says yes.
 * @throws Failure when it ends before, or takes longer than `limitMs`
 */
export async function startAndStay(
  command: string,
  where: Where,
  answers: (signal: AbortSignal) => Promise<boolean>,
): Promise<Running> {
  const running = begin(command, where);
  const signal = AbortSignal.any([where.signal, AbortSignal.timeout(where.limitMs)]);
  while (!hasEnded(running.child) && !signal.aborted) {
    if (await answers(signal).catch(() => false)) return running;
    await delay(POLL_MS);
  }
  const what = hasEnded(running.child) ? "ended, and should stay" : `did not answer within ${where.limitMs / 1000} s`;
  await stop(running);
  throw new Failure(what, running.output());
}

/** Asks all that a command started to end, and resolves when it has; what takes too long is killed. */
export async function stop({ child }: Running): Promise<void> {
  if (hasEnded(child) || !child.pid) return;
  const closed = once(child, "close").then(() => true);
  // Its shell ends at once, and would leave the others behind. The output closes when the last of them has ended.
  process.kill(-child.pid, "SIGTERM");
  const patience = new AbortController();
  const late = delay(STOP_TIMEOUT_MS, false, { signal: patience.signal }).catch(() => false);
  if (!(await Promise.race([closed, late]))) killGroup(child.pid);
  patience.abort();
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // What holds the output is no longer in the group.
  }
}

function begin(command: string, { cwd, env }: Where): Running {
  const child = spawn("sh", ["-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => {
      said = (said + text).slice(-KEPT_OUTPUT);
    });
  }
  return { child, output: () => said };
}
