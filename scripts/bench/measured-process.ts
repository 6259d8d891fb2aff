/** A process whose time and memory are measured. */
import { setInterval } from "node:timers";
import { killChild, spawnNode } from "@/lib/runtime/children";
import { CommandError } from "@/lib/runtime/command-error";
import { peakMemory } from "./memory";

const SAMPLE_EVERY_MS = 250;

export type Effort = { seconds: number /** In bytes; null where it cannot be told. */; peakMemory: number | null };

/** Runs `node …args` to its end. @throws CommandError when it fails; the reason of `signal` */
export async function measuredProcess(args: string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<Effort> {
  signal.throwIfAborted();
  const began = performance.now();
  const child = spawnNode(["--import", "tsx", ...args], env, "pipe");
  // What it says is news, not a result.
  child.stdout?.pipe(process.stderr, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  const stop = () => killChild(child);
  signal.addEventListener("abort", stop);
  let peak: number | null = null;
  const timer = setInterval(() => {
    peak = peakMemory(child.pid ?? 0) ?? peak;
  }, SAMPLE_EVERY_MS);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(timer);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code !== 0) throw new CommandError(`${args[0]} failed; what it said is above.`);
  return { seconds: (performance.now() - began) / 1000, peakMemory: peak };
}
