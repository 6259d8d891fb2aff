/** A portal as `npm start` runs it, for tests that break what it stands on. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, vi } from "vitest";
import { type Connection, connect } from "@/db/client";
import { makeToken } from "@/lib/people/api-tokens";
import { listUsers } from "@/lib/people/users";
import { hasEnded, PROJECT_ROOT } from "@/lib/runtime/children";
import { postgresFiles, SUPERUSER } from "@/lib/runtime/postgres-files";

/** The first start after a change of the sources builds. */
export const START_TIMEOUT_MS = 300_000;
const STOP_TIMEOUT_MS = 30_000;

export type Portal = {
  url: string;
  dataDir: string;
  child: ChildProcess;
  log: () => string;
  stop: () => Promise<void>;
};

export const aDataDir = () => mkdtemp(join(tmpdir(), "gazette-fault-"));
export const removeDataDir = (dir: string) => rm(dir, { recursive: true, force: true, maxRetries: 5 });

/** What `npm start` runs, begun and not waited for. */
export function beginPortal(dataDir: string, settings: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    PORT: "0",
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    SEARCH_ENGINE: "postgres",
    RATE_LIMIT: "off",
    LOG_FORMAT: "text",
    NODE_ENV: "production" as const,
    ADMIN_EMAIL: "admin@gazette.example",
    ADMIN_PASSWORD: "correct horse battery",
    ...settings,
  };
  const args = ["--import", "tsx", "scripts/start.ts"];
  const child = spawn(process.execPath, args, { cwd: PROJECT_ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  return { child, log: () => log };
}

/** A portal that answers. */
export async function aPortal(dataDir: string, settings: Record<string, string> = {}): Promise<Portal> {
  const { child, log } = beginPortal(dataDir, settings);
  const answers = () => {
    if (hasEnded(child)) throw new Error(`It ended: ${log()}`);
    if (!log().includes("Gazette is at")) throw new Error(`It does not answer: ${log()}`);
  };
  try {
    await vi.waitFor(answers, { timeout: START_TIMEOUT_MS - STOP_TIMEOUT_MS, interval: 50 });
  } catch (error) {
    await ended(child);
    throw error;
  }
  const [url = ""] = log().match(/http:\/\/localhost:\d+/) ?? [];
  return { url, dataDir, child, log, stop: () => ended(child) };
}

/** One for all tests of a file, which may put another in its place. Call at the top of the file. */
export function portalOfFile() {
  const own = { dataDir: "", portal: undefined as Portal | undefined };
  beforeAll(async () => {
    own.dataDir = await aDataDir();
    own.portal = await aPortal(own.dataDir);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await own.portal?.stop();
    await removeDataDir(own.dataDir);
  });
  return {
    get dataDir() {
      return own.dataDir;
    },
    get portal() {
      if (!own.portal) throw new Error("The portal did not start.");
      return own.portal;
    },
    set portal(next: Portal) {
      own.portal = next;
    },
    database: () => embeddedUrl(own.dataDir),
  };
}

/** Asks it to stop; resolves when it has. */
export async function ended(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(timer);
}

/** The embedded Postgres of a portal, without holding it. */
export async function embeddedUrl(dataDir: string): Promise<string> {
  const files = postgresFiles(dataDir);
  const { postgresPort } = JSON.parse(await readFile(files.keeper, "utf8"));
  return `postgres://${SUPERUSER}:${(await readFile(files.password, "utf8")).trim()}@127.0.0.1:${postgresPort}/gazette`;
}

export async function withDatabase<T>(url: string, use: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = connect(url, { max: 1 });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}

/** A token of the first admin. */
export const aToken = (url: string) =>
  withDatabase(url, async ({ db }) => {
    const [user] = await listUsers(db);
    if (!user) throw new Error("There is no admin.");
    const name = `fault ${performance.now()}`;
    return makeToken(db, { user, name, scopes: ["articles:write", "articles:publish"], days: 30, now: new Date() });
  });

export const postmasterOf = async ({ dataDir }: Pick<Portal, "dataDir">) =>
  Number((await readFile(join(postgresFiles(dataDir).data, "postmaster.pid"), "utf8")).split("\n", 1)[0]);

export const keeperOf = async ({ dataDir }: Pick<Portal, "dataDir">) =>
  Number(JSON.parse(await readFile(postgresFiles(dataDir).keeper, "utf8")).pid);

/** The number of a portal's web server or worker, which it started itself; null while there is none. */
export function programOf({ child }: Pick<Portal, "child">, name: "web" | "worker"): number | null {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  for (const line of all) {
    const [, pid, ppid, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(ppid) !== child.pid || /keeper\.mjs|defunct/.test(args) || !/node|next/.test(args)) continue;
    if (args.includes("scripts/worker.ts") === (name === "worker")) return Number(pid);
  }
  return null;
}
