/** Importing much takes no more memory than importing some. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { articleText, testFolder, url } from "./testing/files";

const { db, url: database } = scratchDatabase();
const folder = testFolder();
const FILES = 100_000;
const SAMPLE_EVERY_MS = 250;
const MAX_GROWTH = 1.3;
const MAX_BYTES = 400e6;

const hasProc = existsSync("/proc/self/status");
if (!hasProc) console.log("memory.long.test.ts is skipped: it reads a process's memory from /proc");

test.skipIf(!hasProc)("memory stays flat for a folder of 100,000 files", { timeout: 900_000 }, async () => {
  mkdirSync(folder.path("_news"), { recursive: true });
  const excerpt = `"${"Words of an excerpt that is as long as they are. ".repeat(6)}"`;
  for (let index = 0; index < FILES; index++) {
    const fields = {
      title: `"Article ${index}"`,
      webUrl: `"${url(`a${index}`)}"`,
      excerpt,
      published: "true",
      quality: "80",
    };
    const provider = `{ name: P, domain: p${index % 50}.example }`;
    writeFileSync(
      folder.path(`_news/2024-04-11-article-${index}.md`),
      articleText({ ...fields, provider, topics: "[Data]" }),
    );
  }
  const args = ["--import", "tsx", "scripts/import.ts", folder.root];
  const child = spawn(process.execPath, args, { env: { ...process.env, DATABASE_URL: database }, stdio: "ignore" });
  const samples: number[] = [];
  const timer = setInterval(() => {
    const bytes = residentBytes(child.pid ?? 0);
    if (bytes) samples.push(bytes);
  }, SAMPLE_EVERY_MS);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(timer);
  const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from article`);
  expect([code, row?.n]).toEqual([0, FILES]);
  const most = (part: number[]) => Math.max(...part);
  const early = most(samples.slice(0, Math.ceil(samples.length / 4)));
  const late = most(samples.slice(Math.ceil(samples.length / 2)));
  console.log(
    `import of ${FILES} files: ${Math.round(early / 1e6)} MB in the first quarter, ${Math.round(late / 1e6)} MB in the second half`,
  );
  expect(late / early).toBeLessThan(MAX_GROWTH);
  expect(late).toBeLessThan(MAX_BYTES);
});

function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+) kB/)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
