/** What a killed run may have left in the way of the next one: a Postgres without keeper, or a stale lock file. */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { postgresFiles } from "./postgres-files";
import { commandLine, isAlive, isZombie } from "./processes";

const STOP_TIMEOUT_MS = 30_000;
const CHECK_MS = 50;

/**
 * Stops a Postgres whose keeper was killed, and removes a lock file whose number belongs to another program now (in
 * a container the same few numbers come back at each start). Leaves a Postgres alone that somebody keeps.
 */
export async function clearTheWay(dataDir: string): Promise<void> {
  const { data } = postgresFiles(dataDir);
  const lockFile = join(data, "postmaster.pid");
  const pid = Math.abs(Number.parseInt(await readFile(lockFile, "utf8").catch(() => ""), 10));
  if (!pid) return;
  // Postgres would take a zombie for a running one. Its own look at the shared memory still protects the data.
  if (isZombie(pid)) return rm(lockFile, { force: true });
  const command = commandLine(pid);
  if (command === null) return;
  if (!command.includes("postgres")) return rm(lockFile, { force: true });
  // A Postgres of ours says on its command line which data it is for, and who keeps it.
  const keeper = command.match(/cluster_name=keeper-(\d+)/)?.[1];
  if (!keeper || !command.includes(data) || commandLine(Number(keeper))?.includes("keeper.mjs")) return;
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (isAlive(pid) && Date.now() < deadline) await delay(CHECK_MS);
}
