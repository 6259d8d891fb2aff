import { chmod, mkdir, mkdtemp, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CommandError } from "./command-error";
import { dataFolder, unusableFolder } from "./data-folder";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "gazette-data-folder-")));
});
afterEach(() => rm(folder, { recursive: true }));

const refusal = (dataDir: string) =>
  dataFolder(dataDir).then(
    () => null,
    (error) => error,
  );

test("is made when it is not there, and is followed to where it really is", async () => {
  const path = join(folder, "a", "b");
  await mkdir(join(folder, "real"));
  await symlink(join(folder, "real"), join(folder, "a"));
  expect(await dataFolder(path)).toBe(join(folder, "real", "b"));
  expect((await stat(path)).isDirectory()).toBe(true);
});

test.each([
  ["a file", (file: string) => file],
  ["below a file", (file: string) => join(file, "data")],
])("%s is refused with a sentence", async (_, dataDir) => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const error = await refusal(dataDir(file));
  expect(error).toBeInstanceOf(CommandError);
  expect(error.message).toMatch(/is a file where a folder is needed.*set DATA_DIR/);
});

const isRoot = process.getuid?.() === 0;
if (isRoot)
  console.log("data-folder.test.ts: the folder that can't be written is skipped, since root may write everywhere");
test.skipIf(isRoot)("one that cannot be written is refused with a sentence", async () => {
  await chmod(folder, 0o500);
  expect((await refusal(folder)).message).toMatch(/is closed to this user.*set DATA_DIR to another folder \(EACCES\)/);
  await chmod(folder, 0o700);
});

test.each([
  ["EACCES", /closed to this user/],
  ["EROFS", /read-only/],
  ["ENOSPC", /disk is full/],
])("%s has a sentence", (code, sentence) => {
  const error = Object.assign(new Error(code), { code, syscall: "open", path: "/data/portal.json" });
  expect(unusableFolder(error, "/data")?.message).toMatch(sentence);
  expect(unusableFolder(error, "/data")?.message).toContain("/data/portal.json");
});

test("what is not the file system's has none here", () => {
  expect(unusableFolder(Object.assign(new Error("no"), { code: "ENOENT" }), "/data")).toBeNull();
  expect(unusableFolder(new Error("no"), "/data")).toBeNull();
});
