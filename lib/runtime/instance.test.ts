import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimInstance, instanceAt } from "./instance";
import { birthOf } from "./processes";

const ADDRESS = { address: "http://localhost:3000" };
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-instance-"));
  path = join(folder, "portal.json");
});
afterEach(() => rm(folder, { recursive: true }));

test("a second claim is told who has it, until it is given back", async () => {
  const first = await claimInstance(path, ADDRESS);
  expect(await claimInstance(path, { address: "elsewhere" })).toEqual({
    heldBy: { pid: process.pid, birth: birthOf(process.pid), ...ADDRESS },
  });
  if ("release" in first) await first.release();
  expect(await instanceAt(path)).toBeNull();
  expect(await claimInstance(path, ADDRESS)).toHaveProperty("release");
});

test("the claim of a process that is gone does not count", async () => {
  const gone = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  const birth = birthOf(gone.pid ?? 0);
  await once(gone, "exit");
  await writeFile(path, JSON.stringify({ pid: gone.pid, birth, ...ADDRESS }));
  expect(await claimInstance(path, ADDRESS)).toHaveProperty("release");
});

test("nor does one whose number another process has now", async () => {
  await writeFile(path, JSON.stringify({ pid: process.pid, birth: "an earlier one", ...ADDRESS }));
  expect(await claimInstance(path, ADDRESS)).toHaveProperty("release");
});

test.each(["", '{"pid":', "null", "{}", "7"])("nor does what a crash left of one: %j", async (torn) => {
  await writeFile(path, torn);
  expect(await instanceAt(path)).toBeNull();
  expect(await claimInstance(path, ADDRESS)).toHaveProperty("release");
  expect(await readdir(folder)).toEqual(["portal.json"]);
});

test("of many claims at once, over a stale one, exactly one succeeds and nothing is left lying about", async () => {
  await writeFile(path, JSON.stringify({ pid: process.pid, birth: "an earlier one", ...ADDRESS }));
  const claims = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claimInstance(path, { address: `address ${n}` })),
  );
  const winners = claims.flatMap((claim, n) => ("release" in claim ? [`address ${n}`] : []));
  expect(winners).toHaveLength(1);
  expect(JSON.parse(await readFile(path, "utf8")).address).toBe(winners[0]);
  expect(await readdir(folder)).toEqual(["portal.json"]);
});
