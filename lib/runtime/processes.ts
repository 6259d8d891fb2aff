/** What can be known of other processes by their number. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

export function isAlive(pid: number): boolean {
  return hasNumber(pid) && !isZombie(pid);
}

/** Ended, but its parent has not taken note: some containers' first process never does. */
export function isZombie(pid: number): boolean {
  try {
    return process.platform === "linux" && statOf(pid)[0] === "Z";
  } catch {
    return false;
  }
}

function hasNumber(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The command line of a process; null when there is none. Numbers are used again, so alive is not enough. */
export function commandLine(pid: number): string | null {
  if (!isAlive(pid)) return null;
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    if (process.platform === "win32") return execFileSync("tasklist", ["/FI", `PID eq ${pid}`, "/NH"]).toString();
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)])
      .toString()
      .trim();
  } catch {
    return null;
  }
}

/** Tells a process from a later one with the same number. Null: there is no such process. */
export function birthOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  try {
    if (process.platform === "linux") return `${readFileSync(BOOT_ID, "utf8").trim()} ${statOf(pid)[19]}`;
    if (process.platform === "win32") return commandLine(pid);
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)])
      .toString()
      .trim();
  } catch {
    return null;
  }
}

const BOOT_ID = "/proc/sys/kernel/random/boot_id";

/** The process that started `pid`; null where that cannot be told. */
export function parentOf(pid: number): number | null {
  try {
    return process.platform === "linux" ? Number(statOf(pid)[1]) : null;
  } catch {
    return null;
  }
}

/** What Linux says of a process, from its state on: the name before that is in brackets and may hold anything. */
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
}
