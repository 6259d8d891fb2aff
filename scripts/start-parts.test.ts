import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { workerSeenS } from "@/db/worker-seen";
import { PROJECT_ROOT } from "@/lib/runtime/children";

const connection = scratchDatabase();
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "gazette-parts-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

function start(args: string[], settings: Record<string, string>) {
  const env = { ...process.env, DATA_DIR: dataDir, SEARCH_ENGINE: "postgres", SAMPLE_CONTENT: "off", ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], { cwd: PROJECT_ROOT, env });
  const said = { out: "", err: "" };
  child.stdout.on("data", (text) => {
    said.out += text;
  });
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  return { child, said, ended: once(child, "close").then(([code]) => code as number) };
}

test("--only migrate makes the tables and the first admin, and ends", async () => {
  const admin = { ADMIN_EMAIL: "editor@news.example", ADMIN_PASSWORD: "correct horse battery" };
  const { said, ended } = start(["--only", "migrate"], { DATABASE_URL: connection.url, ...admin });
  expect({ code: await ended, ...said }).toEqual({
    code: 0,
    err: "",
    out: "The database is ready.\nSign in as editor@news.example at http://localhost:3000/sign-in.\n",
  });
  const users = await connection.sql`select email, role from "user"`;
  expect([...users]).toEqual([{ email: "editor@news.example", role: "admin" }]);
});

test("--only worker works until it is told to stop", async () => {
  const { child, said, ended } = start(["--only", "worker"], { DATABASE_URL: connection.url });
  const seen = async () => expect(await workerSeenS(connection.db)).not.toBeNull();
  await vi.waitFor(seen, { timeout: 20_000, interval: 100 });
  child.kill("SIGTERM");
  expect({ code: await ended, out: said.out }).toEqual({ code: 0, out: "The worker works (Ctrl-C stops it).\n" });
  expect(await workerSeenS(connection.db)).toBeNull();
});

test.each([
  [["--only", "web"], { DATABASE_URL: "" }, 1, "DATABASE_URL is not set, and --only web starts no database."],
  [["--only", "mail"], {}, 2, "--only takes web, worker or migrate, and no --dev."],
  [["--only", "web", "--dev"], {}, 2, "--only takes web, worker or migrate, and no --dev."],
])("%j is refused with a sentence", async (args, settings, code, sentence) => {
  const { said, ended } = start(args, settings);
  expect({ code: await ended, err: said.err.trim() }).toEqual({ code, err: sentence });
});
