import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pictureStore } from "./store";
import { sweep } from "./sweep";

const KB = 1024;
const key = (number: number) => number.toString(16).padStart(32, "0");
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "gazette-pictures-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const files = async () => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

test("what is written is read by every process that has the folder", async () => {
  const [one, other] = [pictureStore({ dir, maxBytes: 100 * KB }), pictureStore({ dir, maxBytes: 100 * KB })];
  await one.write(key(1), "320.webp", Buffer.from("a"));
  expect(await other.read(key(1), "320.webp")).toEqual(Buffer.from("a"));
  expect(await other.read(key(1), "640.webp")).toBeNull();
  expect(await pictureStore({ dir: join(dir, "none"), maxBytes: 1 }).read(key(1), "320.webp")).toBeNull();
});

test("the folder stays within its limit, and keeps what was used last", async () => {
  const store = pictureStore({ dir, maxBytes: 100 * KB });
  const old = (at: number, number: number) => utimes(join(dir, "00", key(number), "a"), at, at);
  for (let number = 0; number < 10; number++) {
    await store.write(key(number), "a", Buffer.alloc(9 * KB));
    await old(1_000_000 + number, number);
  }
  // Whoever reads one uses it.
  expect(await store.read(key(0), "a")).not.toBeNull();
  await expect.poll(() => pictureStore({ dir, maxBytes: 1 }).read(key(0), "a")).not.toBeNull();
  await store.write(key(11), "a", Buffer.alloc(15 * KB));
  expect(await store.size()).toBeLessThanOrEqual(100 * KB);
  expect(await store.read(key(1), "a")).toBeNull();
  expect(await store.read(key(0), "a")).not.toBeNull();
  expect(await store.read(key(11), "a")).not.toBeNull();
});

test("many that write at once leave nothing half, and keep to the limit", async () => {
  const stores = [1, 2].map(() => pictureStore({ dir, maxBytes: 200 * KB }));
  await Promise.all(
    stores.flatMap((store) =>
      Array.from({ length: 60 }, (_, number) => store.write(key(number % 30), "a", Buffer.alloc(10 * KB, number % 30))),
    ),
  );
  for (let number = 0; number < 30; number++) {
    const bytes = await stores[0]?.read(key(number), "a");
    if (bytes) expect(bytes.equals(Buffer.alloc(10 * KB, number))).toBe(true);
  }
  expect((await files()).filter((path) => path.endsWith(".part"))).toEqual([]);
  expect((await files()).length * 10).toBeLessThanOrEqual(220);
});

test("halves that a process left behind go, those of one that writes stay", async () => {
  const now = new Date();
  await writeFile(join(dir, "old.part"), "a");
  await writeFile(join(dir, "new.part"), "a");
  const before = now.getTime() / 1000 - 3_600;
  await utimes(join(dir, "old.part"), before, before);
  await sweep(dir, { maxBytes: 100, now });
  expect(await readdir(dir)).toEqual(["new.part"]);
});

test("what can't be written is told", async () => {
  await writeFile(join(dir, "file"), "");
  const store = pictureStore({ dir: join(dir, "file"), maxBytes: 100 });
  await expect(store.write(key(1), "a", Buffer.from("a"))).rejects.toThrow();
});
