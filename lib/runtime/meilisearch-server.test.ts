import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { instanceAt } from "./instance";
import { type MeilisearchAddress, meilisearchVersion } from "./meilisearch";
import { meilisearchFiles } from "./meilisearch-files";
import { meilisearchOnPath } from "./meilisearch-program";
import {
  findMeilisearch,
  type KeptMeilisearch,
  keepMeilisearch,
  runningMeilisearch,
  startMeilisearch,
} from "./meilisearch-server";
import { commandLine, isAlive } from "./processes";
import { jsonOf } from "./state-file";
import type { Patience } from "./supervisor";

const KEEPER = fileURLToPath(new URL("./testing/keep-meilisearch.ts", import.meta.url));
const LONG_MS = 20_000;

const found = await meilisearchOnPath();
const program = found ?? "";
if (!found) console.log("Tests of a Meilisearch that Gazette runs are skipped: there is no meilisearch on PATH.");

let dataDir: string;
let open: { stop: () => Promise<void> }[];
let children: ChildProcess[];
let said: string[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gazette-meilisearch-"));
  open = [];
  children = [];
  said = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(open.map(({ stop }) => stop()));
  const pid = await serverPid();
  await until(async () => !isAlive(pid));
  await rm(dataDir, { recursive: true, force: true });
});

async function keep(patience?: Patience, with_ = program): Promise<KeptMeilisearch> {
  const kept = await keepMeilisearch(with_, dataDir, (line) => said.push(line), patience);
  open.push(kept);
  return kept;
}

/** A process of its own that keeps one, as the portal does. */
async function anotherKeeper(): Promise<{ child: ChildProcess; address: MeilisearchAddress }> {
  const child = spawn(process.execPath, ["--import", "tsx", KEEPER, program, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return { child, address: JSON.parse(line) };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LONG_MS;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Still not so after ${LONG_MS} ms: ${condition}`);
    await delay(10);
  }
}

const answers = (address: MeilisearchAddress) => meilisearchVersion(address).then(Boolean, () => false);
const up = (address: MeilisearchAddress) => until(() => answers(address));

/** 0 while there is none, or it is being written down. */
async function serverPid(): Promise<number> {
  return ((await jsonOf(meilisearchFiles(dataDir).process)) as { pid: number } | null)?.pid ?? 0;
}

async function ask({ url, key }: MeilisearchAddress, path: string, method = "GET", body?: unknown): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": "application/json" };
  return fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function makeIndex(address: MeilisearchAddress): Promise<void> {
  await ask(address, "/indexes", "POST", { uid: "kept" });
  await until(async () => (await ask(address, "/indexes/kept")).ok);
}

describe.skipIf(!found)("Meilisearch", () => {
  test("runs on loopback, closed to who has not the key, and says nothing of the key on its command line", async () => {
    const { address, stop } = await keep();
    await up(address);
    expect(address.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${address.url}/indexes`)).status).toBe(401);
    expect((await ask(address, "/indexes")).status).toBe(200);
    const pid = await serverPid();
    expect(commandLine(pid)).toContain("--no-analytics");
    expect(commandLine(pid)).not.toContain(address.key);
    await stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(meilisearchFiles(dataDir).state)).toBe(false);
    expect(said).toEqual([]);
  });

  test("killed, it is back at the same address within two seconds with its data", async () => {
    const { address } = await keep();
    await up(address);
    await makeIndex(address);
    for (let kills = 0; kills < 3; kills++) {
      const killedAt = performance.now();
      process.kill(await serverPid(), "SIGKILL");
      await until(async () => !(await answers(address)));
      await up(address);
      expect(performance.now() - killedAt).toBeLessThan(2_000);
    }
    expect((await ask(address, "/indexes/kept")).status).toBe(200);
    expect(said).toEqual([]);
  });

  test("killed again and again, it is left to whoever keeps it, who tells of it", async () => {
    const { address } = await keep({ restartDelaysMs: [1], healthyAfterMs: 60_000, retryMs: 60_000 });
    for (let kills = 0; kills < 6; kills++) {
      await up(address);
      process.kill(await serverPid(), "SIGKILL");
      await until(async () => !(await answers(address)));
    }
    await up(address);
    expect(said).toEqual(["The search engine (Meilisearch) ended by SIGKILL; starting it again."]);
  });

  test("started again it is at the same address, or where that is taken at another", async () => {
    const { address, stop } = await keep();
    await up(address);
    await stop();
    const again = await keep();
    expect(again.address).toEqual(address);
    await again.stop();
    const taken = createServer().listen(Number(new URL(address.url).port), "127.0.0.1");
    await once(taken, "listening");
    const elsewhere = await keep();
    taken.close();
    expect(elsewhere.address.url).not.toBe(address.url);
    await up(elsewhere.address);
  });

  test("it ends with whoever keeps it, even if that is killed", async () => {
    const { child, address } = await anotherKeeper();
    await up(address);
    const pid = await serverPid();
    child.kill("SIGKILL");
    await until(async () => !isAlive(pid));
    await until(async () => (await runningMeilisearch(dataDir)) === null);
  });

  test("one left over, since what watched it was killed, is ended before the next begins", async () => {
    const { address } = await keep();
    await up(address);
    const orphan = await serverPid();
    process.kill((await instanceAt(meilisearchFiles(dataDir).state))?.pid ?? 0, "SIGKILL");
    await until(async () => ![0, orphan].includes(await serverPid()));
    expect(isAlive(orphan)).toBe(false);
    await up(address);
  });

  test.each([
    ["VERSION", "1.12.0", "another version wrote"],
    ["tasks/data.mdb", "\0".repeat(100_000), "a crash damaged"],
  ])("data that cannot be read (%s) are made anew, and nothing is left of them", async (file, content) => {
    const files = meilisearchFiles(dataDir);
    const first = await keep();
    await up(first.address);
    await makeIndex(first.address);
    await first.stop();
    await writeFile(join(files.data, file), content);
    const { address } = await keep();
    await up(address);
    expect((await ask(address, "/indexes/kept")).status).toBe(404);
    await until(async () => !existsSync(files.oldData));
    expect(await readFile(join(files.data, "VERSION"), "utf8")).toMatch(/^1\./);
    expect(said).toEqual([]);
  });

  test("one that always ends is told of with its log, and tried again", async () => {
    const broken = join(dataDir, "meilisearch-that-ends");
    await writeFile(broken, "#!/bin/sh\necho Error: no luck >&2\nexit 3\n", { mode: 0o755 });
    const patience = { restartDelaysMs: [1], healthyAfterMs: 60_000, retryMs: 60_000 };
    await keep(patience, broken);
    await until(async () => said.length === 2);
    const { log } = meilisearchFiles(dataDir);
    expect(said[1]).toBe(
      "The search engine (Meilisearch) ended 2 times in a row, at last with code 3. " +
        `The rest goes on without it; it is tried again every minute. Its log is ${log}.`,
    );
    expect(await readFile(log, "utf8")).toBe("Error: no luck\n".repeat(2));
    await expect(startMeilisearch(broken, dataDir)).rejects.toThrow(`would not start. Its log is ${log}.`);
  });
});

describe.skipIf(!found)("commands", () => {
  const settings = () => ({ SEARCH_ENGINE: "auto" as const, DATA_DIR: dataDir });

  test("find the running one, and leave it running", async () => {
    const { address } = await keep();
    await up(address);
    const command = await findMeilisearch(settings());
    expect(command.addresses).toEqual([address]);
    await command.stop();
    expect(await answers(address)).toBe(true);
  });

  test("start one where none runs, which ends with them", async () => {
    const command = await findMeilisearch(settings());
    const [address] = command.addresses as [MeilisearchAddress];
    expect(await answers(address)).toBe(true);
    await command.stop();
    expect(await answers(address)).toBe(false);
    expect(await runningMeilisearch(dataDir)).toBeNull();
  });

  test("that began before the portal keep theirs; the portal's takes its place afterwards", async () => {
    const command = await findMeilisearch(settings());
    const [address] = command.addresses as [MeilisearchAddress];
    await makeIndex(address);
    const commands = await serverPid();
    const kept = await keep();
    expect(kept.address).toEqual(address);
    await command.stop();
    await until(async () => ![0, commands].includes(await serverPid()));
    await up(address);
    expect((await ask(address, "/indexes/kept")).status).toBe(200);
    expect(said).toEqual([]);
  });

  test("at once on the same data share one", async () => {
    const both = await Promise.all([findMeilisearch(settings()), findMeilisearch(settings())]);
    open.push(...both);
    expect(both[0].addresses).toEqual(both[1].addresses);
  });

  test("take what is set, and none where Postgres alone is to answer", async () => {
    const given = { ...settings(), MEILISEARCH_URL: "http://a:7700" };
    expect((await findMeilisearch(given)).addresses).toEqual([{ url: "http://a:7700", key: undefined }]);
    expect((await findMeilisearch({ ...given, SEARCH_ENGINE: "postgres" })).addresses).toEqual([]);
    expect(existsSync(meilisearchFiles(dataDir).key)).toBe(false);
  });
});
