import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptSecret, secretIn } from "./kept-secret";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-secret-"));
  path = join(folder, "secret");
});
afterEach(() => rm(folder, { recursive: true }));

test("all who ask at once get the same, which only its owner reads", async () => {
  expect(await secretIn(path)).toBeNull();
  const secrets = new Set(await Promise.all(Array.from({ length: 20 }, () => keptSecret(path))));
  expect([...secrets]).toEqual([(await readFile(path, "utf8")).trim()]);
  expect([...secrets][0]).toMatch(/^[0-9a-f]{48}$/);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["secret"]);
});

test("an empty file, as a crash may leave it, is none; all who find it make one together", async () => {
  // Several times, since only some turns of events would show that two made one each.
  for (let round = 0; round < 20; round++) {
    await writeFile(path, "\n");
    expect(await secretIn(path)).toBeNull();
    const secrets = new Set(await Promise.all(Array.from({ length: 20 }, () => keptSecret(path))));
    expect([...secrets]).toEqual([(await readFile(path, "utf8")).trim()]);
    expect([...secrets][0]).toMatch(/^[0-9a-f]{48}$/);
    expect(await readdir(folder)).toEqual(["secret"]);
  }
});

test("who died while replacing one holds nobody up", async () => {
  await writeFile(path, "");
  await writeFile(`${path}.claim`, "");
  await utimes(`${path}.claim`, new Date(0), new Date(0));
  expect(await keptSecret(path)).toMatch(/^[0-9a-f]{48}$/);
  expect(await readdir(folder)).toEqual(["secret"]);
});
