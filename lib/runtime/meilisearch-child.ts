/**
 * Runs one Meilisearch for as long as the process that started this one lives: Meilisearch itself would not notice its
 * end, this one does (die-with-parent.mjs). Of several that are started on the same data one runs it, the others wait:
 * Meilisearch has no lock of its own. One that answered and dies is started again at once, which is faster than to
 * start all of this; one that dies too often ends this as well, in the same way. Logs what the operator should know, a line each.
 *
 * Argument: one JSON object, see `MeilisearchTask`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { beginLog, log } from "../log/log";
import { boundedLog } from "./bounded-log.mjs";
import { hasEnded } from "./children";
import { claimInstance } from "./instance";
import { secretIn } from "./kept-secret";
import { meilisearchFiles } from "./meilisearch-files";
import { endOrphan } from "./meilisearch-orphan";
import { birthOf } from "./processes";

export type MeilisearchTask = { program: string; dataDir: string; port: number };

const CLAIM_RETRY_MS = 100;
const ANSWER_RETRY_MS = 50;
const STOP_TIMEOUT_MS = 3_000;
const MAX_RESTARTS_PER_MINUTE = 5;
const KEPT_LOG_CHARACTERS = 8_000;
/**
 * Meilisearch prepares a share of this for each batch, before it looks at the first document: with its default, two
 * thirds of the memory, the smallest change takes half a second to be found, with this a tenth of that.
 */
const MAX_INDEXING_MEMORY = "512Mb";
/** It says so as the last thing when it can't read its data: they are of another version, or damaged. */
const UNREADABLE =
  /^Error: .*(incompatible with your current engine|infer the version of the database|Version file is corrupted|MDB_(INVALID|CORRUPTED|PAGE_NOTFOUND|VERSION_MISMATCH))/m;

beginLog({ name: "meilisearch" });
const task: MeilisearchTask = JSON.parse(process.argv[2] ?? "");
const files = meilisearchFiles(task.dataDir);
const url = `http://127.0.0.1:${task.port}`;
let server: ChildProcess | undefined;
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);

main().catch((error: Error) => {
  log().error(`Meilisearch cannot be run: ${error.message}`);
  process.exit(1);
});

async function main(): Promise<never> {
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  const release = await claim();
  await endOrphan(files);
  const end = await runAgainAndAgain();
  await rm(files.process, { force: true });
  await release();
  if (end?.signal && !stopping) {
    // Who started us is told how it ended.
    process.removeAllListeners(end.signal);
    process.kill(process.pid, end.signal);
  }
  process.exit(end?.code ?? 0);
}

async function runAgainAndAgain(): Promise<End | null> {
  const deaths: number[] = [];
  for (;;) {
    const end = await runOnReadableData();
    // One that was killed before we saw it answer may have been up as well.
    if (!end || stopping || !(end.answered || end.signal)) return end;
    deaths.push(performance.now());
    if ((deaths.at(-1 - MAX_RESTARTS_PER_MINUTE) ?? -Infinity) > performance.now() - 60_000) return end;
    log().warn(`Meilisearch ended ${end.signal ? `by ${end.signal}` : `with code ${end.code}`}; starting it again.`);
  }
}

async function runOnReadableData(): Promise<End | null> {
  const end = stopping ? null : await run();
  if (!end || stopping || !UNREADABLE.test(end.output)) return end;
  log().warn(
    "Meilisearch cannot read its data, which another version wrote or a crash damaged: the index is made anew.",
  );
  await rm(files.oldData, { recursive: true, force: true });
  await rename(files.data, files.oldData);
  return stopping ? null : run();
}

function stop(): void {
  stopping = true;
  if (!server) return;
  server.kill("SIGTERM");
  // What it was writing is lost or complete, never half.
  setTimeout(() => server?.kill("SIGKILL"), STOP_TIMEOUT_MS).unref();
}

async function claim(): Promise<() => Promise<void>> {
  for (;;) {
    // Whoever started us may have gone before we could notice.
    if (stopping || !process.connected) process.exit(0);
    const claimed = await claimInstance(files.state, { address: url });
    if ("release" in claimed) return claimed.release;
    await delay(CLAIM_RETRY_MS);
  }
}

type End = { code: number | null; signal: NodeJS.Signals | null; output: string; answered: boolean };

/** Resolves when Meilisearch has ended, with the end of what it said. */
async function run(): Promise<End> {
  const log = boundedLog(files.log, "a");
  const threads = Math.max(1, Math.floor(availableParallelism() / 2));
  const flags = {
    "db-path": files.data,
    "dump-dir": files.dumps,
    "snapshot-dir": files.snapshots,
    "http-addr": `127.0.0.1:${task.port}`,
    env: "production",
    "log-level": "WARN",
    "max-indexing-memory": MAX_INDEXING_MEMORY,
    "max-indexing-threads": String(threads),
  };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(task.program, [...args, "--no-analytics"], {
    // It would take a config.toml from the folder it is started in.
    cwd: files.folder,
    env: await environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  server = child;
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      log(text);
      output = (output + text).slice(-KEPT_LOG_CHARACTERS);
    });
  }
  const closed = once(child, "close");
  let answered = false;
  if (child.pid) {
    // At once: an orphan that nobody has noted could not be found.
    writeFileSync(files.process, JSON.stringify({ pid: child.pid, birth: birthOf(child.pid) }));
    void firstAnswer(child).then(async () => {
      answered = true;
      // There are new data now.
      await rm(files.oldData, { recursive: true, force: true });
    });
  }
  const [code, signal] = await closed;
  server = undefined;
  return { code, signal, output, answered };
}

/** The master key by the environment, where other users don't see it; nothing else that would change its settings. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (name.startsWith("MEILI")) delete env[name];
  return Object.assign(env, { MEILI_MASTER_KEY: (await secretIn(files.key)) ?? "" });
}

/** Resolves once it answers; never, if it ends before. */
async function firstAnswer(child: ChildProcess): Promise<void> {
  while (!hasEnded(child)) {
    const answers = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return;
    await delay(ANSWER_RETRY_MS);
  }
  await new Promise(() => {});
}
