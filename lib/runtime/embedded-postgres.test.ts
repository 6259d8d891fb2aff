import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type EmbeddedPostgres, findDatabase, startEmbeddedPostgres } from "./embedded-postgres";
import { isAlive } from "./processes";

const HOLDER = fileURLToPath(new URL("./testing/hold-postgres.ts", import.meta.url));
const LONG_MS = 20_000;

/** Most tests use the same data, as setting them up takes a second. */
let shared: string;
let dataDir: string;
let open: { stop: () => Promise<void> }[];
let children: ChildProcess[];

beforeAll(async () => {
  shared = await emptyFolder();
});

afterAll(() => rm(shared, { recursive: true, force: true }));

beforeEach(() => {
  dataDir = shared;
  open = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) if (child.exitCode === null) child.kill("SIGKILL");
  await Promise.all(open.map((server) => server.stop()));
  await until(async () => !(await postmasterPid()));
  if (dataDir !== shared) await rm(dataDir, { recursive: true, force: true });
});

const emptyFolder = () => mkdtemp(join(tmpdir(), "gazette-postgres-"));

/** For tests of the very first start. */
async function startOver(): Promise<void> {
  dataDir = await emptyFolder();
}

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(dataDir);
  open.push(server);
  return server;
}

async function ask(url: string, statement = "select 1 as answer"): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const [row] = await sql.unsafe(statement).finally(() => sql.end());
  return row;
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "0"), 10);
}

async function keeperPid(): Promise<number> {
  return JSON.parse(await readFile(join(dataDir, "postgres-keeper.json"), "utf8")).pid;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONG_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Still not so after ${LONG_MS} ms: ${condition}`);
    await delay(20);
  }
}

/** Another process that holds the same Postgres. */
async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--import", "tsx", HOLDER, dataDir], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout as NodeJS.ReadableStream, "data");
  return child;
}

test("keeps data and password from one start to the next, and nobody else can read the password", async () => {
  await startOver();
  const first = await start();
  await ask(first.url, "create table kept (n int); insert into kept values (7)");
  await first.stop();
  expect(await postmasterPid()).toBe(0);
  const second = await start();
  expect(await ask(second.url, "select n from kept")).toEqual({ n: 7 });
  expect(new URL(second.url).password).toBe(new URL(first.url).password);
  expect((await stat(join(dataDir, "postgres-password"))).mode & 0o777).toBe(0o600);
  expect((await readdir(dataDir)).sort()).toEqual([
    "postgres",
    "postgres-keeper.json",
    "postgres-password",
    "postgres.log",
  ]);
});

test("refuses whoever does not know the password", async () => {
  const { url } = await start();
  await expect(ask(Object.assign(new URL(url), { password: "wrong" }).href)).rejects.toMatchObject({ code: "28P01" });
});

test("several starts at once share one Postgres, which the last to stop stops", async () => {
  await startOver();
  const [first, second, third] = await Promise.all([start(), start(), start()]);
  expect(new Set([first?.url, second?.url, third?.url]).size).toBe(1);
  await first?.stop();
  await second?.stop();
  expect(await ask(third?.url ?? "")).toEqual({ answer: 1 });
  await third?.stop();
  await expect(ask(third?.url ?? "")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("ends with its only user, even one killed with -9", async () => {
  const child = await holder();
  const [postmaster, keeper] = [await postmasterPid(), await keeperPid()];
  expect(isAlive(postmaster)).toBe(true);
  child.kill("SIGKILL");
  await until(async () => !isAlive(postmaster) && !isAlive(keeper));
  expect(await readFile(join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down");
});

test("outlives one user while another needs it", async () => {
  const child = await holder();
  const { url } = await start();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await ask(url)).toEqual({ answer: 1 });
});

test("starts again after everything was killed with -9", async () => {
  const child = await holder();
  const [postmaster, keeper] = [await postmasterPid(), await keeperPid()];
  for (const pid of [keeper, postmaster]) process.kill(pid, "SIGKILL");
  child.kill("SIGKILL");
  expect(await ask((await start()).url)).toEqual({ answer: 1 });
});

test("takes over from a Postgres whose keeper was killed, on the same port", async () => {
  const first = await start();
  const orphan = await postmasterPid();
  process.kill(await keeperPid(), "SIGKILL");
  await first.lost;
  expect(isAlive(orphan)).toBe(true);
  const second = await start();
  expect(isAlive(orphan)).toBe(false);
  expect(second.url).toBe(first.url);
  expect(await ask(second.url)).toEqual({ answer: 1 });
});

test("a Postgres that crashes comes back on the same port", async () => {
  const { url } = await start();
  const crashed = await postmasterPid();
  process.kill(crashed, "SIGKILL");
  await until(() =>
    ask(url).then(
      () => true,
      () => false,
    ),
  );
  expect(await postmasterPid()).not.toBe(crashed);
});

test("a lock file whose number belongs to another program now is no obstacle", async () => {
  await (await start()).stop();
  await writeFile(join(dataDir, "postgres", "postmaster.pid"), `${process.pid}\n${dataDir}/postgres\n1\n1\n\n\n\n`);
  expect(await ask((await start()).url)).toEqual({ answer: 1 });
});

test.each(["", '{"pid":', "null"])("nor is what a crash left of the keeper's file: %j", async (torn) => {
  await (await start()).stop();
  await writeFile(join(dataDir, "postgres-keeper.json"), torn);
  expect(await ask((await start()).url)).toEqual({ answer: 1 });
});

test("what a killed initialisation left is cleared away", async () => {
  await startOver();
  const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(gone, "exit");
  await mkdir(join(dataDir, `postgres-unfinished-${gone.pid}`, "base"), { recursive: true });
  expect(await ask((await start()).url)).toEqual({ answer: 1 });
  expect(await readdir(dataDir)).not.toContain(`postgres-unfinished-${gone.pid}`);
});

test("says what Postgres said when it will not start", async () => {
  const versionFile = join(dataDir, "postgres", "PG_VERSION");
  await (await start()).stop();
  const version = await readFile(versionFile);
  await writeFile(versionFile, "9.6\n");
  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(/would not start: .*incompatible with server/);
  await writeFile(versionFile, version);
});

test("a password that is not the data's is named", async () => {
  const passwordFile = join(dataDir, "postgres-password");
  await (await start()).stop();
  const password = await readFile(passwordFile);
  await writeFile(passwordFile, "another");
  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(/postgres-password.* belongs to other data/);
  await writeFile(passwordFile, password);
});

test("a password that was lost is not made anew, but asked for", async () => {
  const passwordFile = join(dataDir, "postgres-password");
  await (await start()).stop();
  const password = await readFile(passwordFile);
  await writeFile(passwordFile, "");
  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(/postgres-password is missing or empty/);
  await rm(passwordFile);
  await expect(startEmbeddedPostgres(dataDir)).rejects.toThrow(/postgres-password is missing or empty/);
  await writeFile(passwordFile, password);
});

test("commands use DATABASE_URL where it is set, and start nothing", async () => {
  await startOver();
  const found = await findDatabase({ DATABASE_URL: "postgres://elsewhere/x", DATA_DIR: dataDir });
  expect(found.url).toBe("postgres://elsewhere/x");
  expect(await readdir(dataDir)).toEqual([]);
});
