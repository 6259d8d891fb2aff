/** The Meilisearch that Gazette runs itself: for as long as the portal runs, or a command that finds none. */
import type { ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import type { Settings } from "@/lib/env";
import { formatInUse } from "../log/log";
import { hasEnded, type Output, spawnNode, stopChild } from "./children";
import { CommandError } from "./command-error";
import { dataFolder } from "./data-folder";
import { instanceAt } from "./instance";
import { keptSecret, secretIn } from "./kept-secret";
import { type MeilisearchAddress, meilisearchAddresses, meilisearchVersion } from "./meilisearch";
import type { MeilisearchTask } from "./meilisearch-child";
import { type MeilisearchFiles, meilisearchFiles } from "./meilisearch-files";
import { meilisearchToStart } from "./meilisearch-program";
import { requirePort } from "./port";
import { textOf } from "./state-file";
import { type Patience, supervise } from "./supervisor";

const CHILD = "lib/runtime/meilisearch-child.ts";
const LOOPBACK = "127.0.0.1";
const START_TIMEOUT_MS = 20_000;
const CHECK_MS = 50;

export type KeptMeilisearch = {
  /** The same for as long as it is kept; it may take a moment until it answers there. */
  address: MeilisearchAddress;
  stop: () => Promise<void>;
  kill: () => void;
};

/**
 * Starts `program` on the data in `dataDir` and keeps it running, without waiting for it to answer. Where it can't be
 * kept running `say` is told, and it is tried again every minute.
 */
export async function keepMeilisearch(
  program: string,
  dataDir: string,
  say: (line: string) => void,
  patience?: Patience,
): Promise<KeptMeilisearch> {
  const { address, start } = await prepare(program, dataDir);
  const { log } = meilisearchFiles(dataDir);
  const name = "search engine (Meilisearch)";
  const { stop, kill } = supervise([{ name, start: () => start("show"), essential: false, log }], say, patience);
  return { address, stop, kill };
}

export type FoundMeilisearch = { addresses: MeilisearchAddress[]; stop: () => Promise<void> };

/**
 * The Meilisearch that commands work on: MEILISEARCH_URL; else the one that runs on DATA_DIR; else one started until
 * `stop`, where there is a program and SEARCH_ENGINE allows it; else none.
 * @throws CommandError where it would not start, or SEARCH_ENGINE asks for one and there is none
 */
export async function findMeilisearch(
  settings: Pick<Settings, "SEARCH_ENGINE" | "MEILISEARCH_URL" | "MEILISEARCH_API_KEY" | "DATA_DIR">,
): Promise<FoundMeilisearch> {
  const given = meilisearchAddresses(settings);
  const nothingToStop = async () => {};
  if (given.length > 0 || settings.SEARCH_ENGINE === "postgres") return { addresses: given, stop: nothingToStop };
  const running = await runningMeilisearch(settings.DATA_DIR);
  if (running) return { addresses: [running], stop: nothingToStop };
  const program = await meilisearchToStart(settings);
  if (!program) return { addresses: [], stop: nothingToStop };
  const { address, stop } = await startMeilisearch(program, settings.DATA_DIR);
  return { addresses: [address], stop };
}

/** The one that the portal or another command runs on `dataDir`, whether it answers already or not; null: none. */
export async function runningMeilisearch(dataDir: string): Promise<MeilisearchAddress | null> {
  return (await runningOn(dataDir))?.address ?? null;
}

/**
 * Starts one and waits until it answers; joins one that another process starts on the same data meanwhile.
 * @throws CommandError when it does not
 */
export async function startMeilisearch(
  program: string,
  dataDir: string,
): Promise<{ address: MeilisearchAddress; stop: () => Promise<void> }> {
  const { start } = await prepare(program, dataDir);
  const child = start("pipe");
  // What it says is news about a command, not its result.
  child.stdout?.pipe(process.stderr, { end: false });
  child.stderr?.pipe(process.stderr, { end: false });
  const running = await firstAnswer(dataDir, child);
  if (!running) {
    await stopChild(child);
    throw new CommandError(`Meilisearch (${program}) would not start. Its log is ${meilisearchFiles(dataDir).log}.`);
  }
  // Another process was faster: ours waits, and would run it at another address.
  if (running.pid !== child.pid) await stopChild(child);
  return { address: running.address, stop: () => stopChild(child) };
}

type Running = { address: MeilisearchAddress; pid: number };

async function firstAnswer(dataDir: string, child: ChildProcess): Promise<Running | null> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!hasEnded(child) && performance.now() < deadline) {
    const running = await runningOn(dataDir);
    const version = running && (await meilisearchVersion(running.address).catch(() => null));
    if (version) return running;
    await delay(CHECK_MS);
  }
  return null;
}

async function runningOn(dataDir: string): Promise<Running | null> {
  const { state, key } = meilisearchFiles(dataDir);
  const running = await instanceAt(state);
  return running && { address: { url: running.address, key: (await secretIn(key)) ?? undefined }, pid: running.pid };
}

/** Its address from now on, and how to start it there. */
async function prepare(program: string, dataDir: string) {
  const folder = await dataFolder(dataDir);
  const files = meilisearchFiles(folder);
  const key = await keptSecret(files.key);
  // A command may be running one: ours takes its place when that has ended.
  const url = (await runningMeilisearch(folder))?.url ?? `http://${LOOPBACK}:${await usualPort(files)}`;
  const task: MeilisearchTask = { program, dataDir: folder, port: Number(new URL(url).port) };
  const args = ["--import", "tsx", CHILD, JSON.stringify(task)];
  return {
    address: { url, key },
    start: (output: Output) => spawnNode(args, { ...process.env, LOG_FORMAT: formatInUse() }, output),
  };
}

/** The one it had last, if that is free: what is known of the index is known by its address. */
async function usualPort(files: MeilisearchFiles): Promise<number> {
  const last = Number(await textOf(files.port));
  const port = await requirePort(LOOPBACK, last || 0).catch(() => requirePort(LOOPBACK, 0));
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  await writeFile(files.port, String(port));
  return port;
}
