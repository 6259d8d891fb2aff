import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PROJECT_ROOT } from "@/lib/runtime/children";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gazette-doctor-"));
});
afterEach(() => rm(folder, { recursive: true }));

function command(script: string, dataDir: string, ...args: string[]) {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", LOG_LEVEL: "" };
  const options = { cwd: PROJECT_ROOT, env, encoding: "utf8" } as const;
  return spawnSync(process.execPath, ["--import", "tsx", script, ...args], options);
}

test("where there is no database yet, the doctor says so and makes nothing", async () => {
  const { status, stdout, stderr } = command("scripts/doctor.ts", join(folder, "data"));
  expect(stdout).toMatch(/^WRONG {2}database +no database yet; npm start makes it/m);
  expect(stdout).toMatch(/^(ok {3}|WRONG) {2}disk +[\d.]+ GB free/m);
  expect(stdout).not.toMatch(/migrations|outbox|relation/);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(await readdir(folder)).toEqual([]);
});

test.each([["scripts/start.ts"], ["scripts/import.ts", "db"], ["scripts/user.ts", "list"]])(
  "a DATA_DIR that is a file ends %s with one sentence",
  async (script, ...args) => {
    const file = join(folder, "file");
    await writeFile(file, "");
    const { status, stderr } = command(script, file, ...args);
    expect(stderr.trim()).toBe(
      `${file} is a file where a folder is needed. Move it away, or set DATA_DIR to another folder (EEXIST).`,
    );
    expect(status).toBe(1);
    expect(command("scripts/doctor.ts", file).stdout).toMatch(
      /^WRONG {2}database .*is a file where a folder is needed/m,
    );
  },
);
