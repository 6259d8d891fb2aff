/** A Postgres with a streaming replica, for one test file. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startEmbeddedPostgres } from "@/lib/runtime/embedded-postgres";
import { requirePort } from "@/lib/runtime/port";
import { postgresBinaries, postgresEnvironment, runAs } from "@/lib/runtime/postgres-binaries";
import { initialise, postgresFiles } from "@/lib/runtime/postgres-files";

const HOST = "127.0.0.1";
const READY = "ready to accept read-only connections";

export type Replicated = {
  primaryUrl: string;
  replicaUrl: string;
  startReplica: () => Promise<void>;
  /** At once, as in a crash. */
  killReplica: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Both with nothing in them. A replica is a copy that is told to follow: https://www.postgresql.org/docs/current/warm-standby.html */
export async function startReplicated(): Promise<Replicated> {
  const folder = await mkdtemp(join(tmpdir(), "gazette-replica-"));
  await initialise(folder);
  const { data } = postgresFiles(folder);
  const copy = join(folder, "copy");
  await promisify(execFile)("cp", ["-a", data, copy]);
  const primary = await startEmbeddedPostgres(folder);
  const port = await requirePort(HOST, 0);
  const { username, password, port: primaryPort } = new URL(primary.url);
  await writeFile(join(copy, "standby.signal"), "");
  const settings = [
    `listen_addresses=${HOST}`,
    "unix_socket_directories=",
    "shared_buffers=16MB",
    `primary_conninfo=host=${HOST} port=${primaryPort} user=${username} password=${password}`,
  ].flatMap((setting) => ["-c", setting]);
  let replica: ChildProcess | undefined;

  const startReplica = async () => {
    const { postgres } = await postgresBinaries();
    const { command, args, ...user } = runAs(copy)(postgres, ["-D", copy, "-p", String(port), ...settings]);
    const child = spawn(command, args, {
      env: postgresEnvironment(),
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      ...user,
    });
    replica = child;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding("utf8").on("data", (text) => {
        said += text;
        if (said.includes(READY)) resolve();
      });
      child.once("exit", () => reject(new Error(said)));
    });
  };
  const killReplica = async () => {
    if (!replica || replica.exitCode !== null) return;
    const gone = once(replica, "exit");
    // Postgres' own way to end without tidying up: https://www.postgresql.org/docs/current/server-shutdown.html
    replica.kill("SIGQUIT");
    await gone;
  };
  await startReplica();
  return {
    primaryUrl: primary.url,
    replicaUrl: Object.assign(new URL(primary.url), { port: String(port) }).href,
    startReplica,
    killReplica,
    async stop() {
      await killReplica();
      await primary.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
