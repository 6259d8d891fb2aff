/** Node processes that belong to this one. */
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const DIE_WITH_PARENT = new URL("./die-with-parent.mjs", import.meta.url).href;
export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));
const STOP_TIMEOUT_MS = 5_000;

export type Output = "show" | "pipe";

/** Starts `node …args` in the project's root. It ends with this process, even if that is killed. */
export function spawnNode(args: string[], env: NodeJS.ProcessEnv, output: Output = "show"): ChildProcess {
  const stream = output === "show" ? "inherit" : "pipe";
  const stdio: StdioOptions = ["ignore", stream, stream, "ipc"];
  // A group of its own: Ctrl-C in the terminal reaches only us, and we stop everything in order.
  const detached = process.platform !== "win32";
  const marked = { ...env, GAZETTE_PARENT: String(process.pid) };
  const options = { cwd: PROJECT_ROOT, env: marked, stdio, detached };
  return spawn(process.execPath, ["--import", DIE_WITH_PARENT, ...args], options);
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null || !child.pid;

/** Asks a child to end, and ends it with all it started when it takes too long. Resolves when it has ended. */
export async function stopChild(child: ChildProcess, timeoutMs = STOP_TIMEOUT_MS): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => killChild(child), timeoutMs);
  await ended;
  clearTimeout(timer);
}

/** Ends a child, and on Unix all it started, at once. */
export function killChild(child: ChildProcess): void {
  if (hasEnded(child) || !child.pid) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
}
