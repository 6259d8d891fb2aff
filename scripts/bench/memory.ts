/** How much memory and time processes took, from /proc: null where there is none. */
import { readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";

/** The most that was resident so far, in bytes. */
export function peakMemory(pid: number): number | null {
  try {
    const kilobytes = readFileSync(`/proc/${pid}/status`, "utf8").match(/^VmHWM:\s+(\d+) kB/m)?.[1];
    return kilobytes ? Number(kilobytes) * 1024 : null;
  } catch {
    return null;
  }
}

/** From now on {@link peakMemory} counts anew, where the system lets us. https://docs.kernel.org/filesystems/proc.html */
export function forgetPeakMemory(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Then it is the most since the start.
  }
}

/** So many a second, nearly everywhere (`getconf CLK_TCK`). */
const TICKS = 100;

/** Time that the process, with all its threads, has had of a core; null where it can't be told. */
export function cpuSeconds(pid: number | undefined): number | null {
  try {
    const [, rest = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) (?=[^)]*$)/);
    const [user, system] = rest.split(" ").slice(11, 13).map(Number);
    return user === undefined || system === undefined ? null : (user + system) / TICKS;
  } catch {
    return null;
  }
}

const LISTENS = "0A";

/** The process that listens on a port of this machine. */
export function pidListeningOn(port: number): number | null {
  try {
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    const inodes = ["tcp", "tcp6"].flatMap((table) =>
      lines(`/proc/net/${table}`).flatMap((columns) =>
        columns[1]?.endsWith(`:${hex}`) && columns[3] === LISTENS ? [`socket:[${columns[9]}]`] : [],
      ),
    );
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const found = pids.find((pid) => openFiles(pid).some((file) => inodes.includes(file)));
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

const lines = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));

/** None for processes of other users, and those that have just ended. */
function openFiles(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((file) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${file}`);
      } catch {
        return "";
      }
    });
  } catch {
    return [];
  }
}
