/** Commands that are killed while they change the database: the same again finishes them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, inject, test, vi } from "vitest";
import { connect } from "@/db/client";
import { brokenInvariants } from "@/db/invariants";
import { migrate } from "@/db/migrate";
import { missingMigrations } from "@/db/migration-state";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import { articleText } from "../transfer/testing/files";
import { note } from "./testing/table";

/** Several batches. */
const FILES = 2_000;
const { db, url } = scratchDatabase();

function command(args: string[], database: string) {
  const env = { ...process.env, DATABASE_URL: database, SEARCH_ENGINE: "postgres", CORPUS_DIR: "" };
  return spawn(process.execPath, ["--import", "tsx", ...args], { cwd: PROJECT_ROOT, env, stdio: "ignore" });
}

test("an import is killed", { timeout: 120_000 }, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "gazette-fault-files-"));
  try {
    for (let n = 0; n < FILES; n++) {
      const text = articleText({
        title: `"Number ${n}"`,
        webUrl: `"https://a.example/${n}"`,
        published: "true",
        quality: "70",
      });
      await writeFile(join(folder, `2024-04-11-number-${n}.md`), text);
    }
    const first = command(["scripts/import.ts", folder], url);
    const exit = once(first, "exit");
    const waits = { timeout: 60_000, interval: 2 };
    await vi.waitFor(async () => expect(await db.$count(article)).toBeGreaterThan(0), waits);
    first.kill("SIGKILL");
    await exit;
    const before = await db.$count(article);
    expect(before).toBeLessThan(FILES);
    expect(await brokenInvariants(db, new Date())).toEqual([]);
    const at = performance.now();
    expect((await once(command(["scripts/import.ts", folder], url), "exit"))[0]).toBe(0);
    const recoveryS = (performance.now() - at) / 1_000;
    expect(await db.$count(article)).toBe(FILES);
    expect(await brokenInvariants(db, new Date())).toEqual([]);
    const unlisted = await db.execute(sql`select id from article where id not in (select article_id from outbox)`);
    expect(unlisted).toHaveLength(0);
    note(context, {
      readers: "what was in",
      writes: `${before} of ${FILES} at the kill, then all, each once`,
      recoveryS,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a migration is killed", { timeout: 60_000 }, async (context) => {
  const server = inject("postgresUrl");
  const name = `scratch_fault_${process.pid}`;
  const own = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const owner = postgres(server, { max: 1, onnotice: () => {} });
  await owner.unsafe(`create database ${name}`);
  const there = connect(own, { max: 2 });
  try {
    // Whoever reads the catalogue's new table waits for this lock, in the middle of the work.
    const holder = await there.sql.reserve();
    await holder`begin`;
    await holder`lock table pg_catalog.pg_constraint in share mode`;
    const child = command(
      ["-e", `import("./db/migrate.ts").then(({ migrate }) => migrate(process.env.DATABASE_URL))`],
      own,
    );
    const exit = once(child, "exit");
    await vi.waitFor(
      async () => {
        const [row] = await owner`select 1 from pg_stat_activity where datname = ${name} and wait_event_type = 'Lock'`;
        expect(row).toBeDefined();
      },
      { timeout: 20_000 },
    );
    child.kill("SIGKILL");
    await exit;
    await holder`rollback`;
    holder.release();
    const tables = async () => (await there.sql`select 1 from pg_tables where schemaname = 'public'`).length;
    // Whoever waited finds its client gone, and what it did is taken back.
    const alone = async () =>
      expect(
        await owner`select 1 from pg_stat_activity where datname = ${name} and application_name = 'postgres.js' and state <> 'idle'`,
      ).toHaveLength(0);
    await vi.waitFor(alone, { timeout: 20_000 });
    expect(await tables()).toBe(0);
    const at = performance.now();
    await migrate(own);
    expect(await missingMigrations(there.db)).toBe(0);
    note(context, {
      readers: "the version before",
      writes: "none of it, then all",
      recoveryS: (performance.now() - at) / 1_000,
    });
  } finally {
    await there.close();
    await owner.unsafe(`drop database ${name} with (force)`);
    await owner.end();
  }
});
