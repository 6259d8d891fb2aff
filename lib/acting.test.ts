import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { lockForImport } from "@/db/importing";
import { article } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { anArticle } from "@/db/testing/seed";
import { acting } from "./acting";
import { changeProvider } from "./provider/change";
import { changeArticles } from "./publishing/change";
import { importPaths } from "./transfer/import";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "desk@gazette.example" };
const now = new Date("2026-11-23T09:00:00Z");
const TRIED = { code: "busy", status: 503, message: "An import is being tried. Wait a moment, then try again." };
const SHORT_MS = 50;

vi.mock("@/db/lock-wait", async (original) => {
  const real = await original<typeof import("@/db/lock-wait")>();
  return {
    ...real,
    boundLockWait: (...[tx, ms]: Parameters<typeof real.boundLockWait>) => real.boundLockWait(tx, ms && SHORT_MS),
  };
});

beforeEach(() => sql`truncate article, story, provider, topic, audit_event restart identity cascade`);

test("editors are told that an import is being tried, rather than kept waiting for its end", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gazette-acting-"));
  const fileOf = (title: string) =>
    `---\ntitle: ${title}\npublishedDateTime: 2026-11-19T06:40:00Z\nwebUrl: https://tailwater.example/1\n---\n`;
  const path = join(folder, "2026-11-19-one.md");
  await writeFile(path, fileOf("One"));
  await importPaths({ db }, [folder]);
  await writeFile(path, fileOf("Another"));
  const [row] = await db.select().from(article);
  const edit = () => changeArticles(db, { edits: [{ id: row?.id ?? 0, changes: { quality: 70 } }], by, now });
  const rename = () => changeProvider(db, { id: row?.providerId ?? 0, changes: { name: "New" }, by, now });
  const acts: Promise<unknown>[] = [];
  const report = await db.transaction(async (tx) => {
    const tried = await importPaths({ db: tx }, [folder]);
    acts.push(edit(), rename());
    await Promise.allSettled(acts);
    return tried;
  });
  expect(report.articles.changed).toBe(1);
  for (const act of acts) await expect(act).rejects.toMatchObject(TRIED);
  expect((await edit()).results).toMatchObject([{ changed: true }]);
  expect(await rename()).toMatchObject({ changed: true });
  await rm(folder, { recursive: true });
});

test("what else is waited for too long is not called an import", async () => {
  const id = await anArticle(db);
  await db.transaction(async (tx) => {
    await tx.update(article).set({ quality: 1 });
    const act = changeArticles(db, { edits: [{ id, changes: { quality: 70 } }], by, now });
    await expect(act).rejects.toMatchObject({ code: "busy", message: expect.not.stringContaining("import") });
  });
});

test("a step of a job waits until it is its turn", async () => {
  const id = await anArticle(db);
  const { step } = await db.transaction(async (tx) => {
    await tx.update(article).set({ quality: 1 });
    const step = changeArticles(db, { edits: [{ id, changes: { quality: 70 } }], by, now, act: 1 });
    const alone = changeArticles(db, { edits: [{ id, changes: { quality: 71 } }], by, now });
    // By then its time would be over, too.
    await expect(alone).rejects.toMatchObject({ code: "busy" });
    return { step };
  });
  expect((await step).results).toMatchObject([{ changed: true }]);
});

test("nothing waits after the act as it did in it, and other errors stay theirs", async () => {
  const waits = () => db.transaction((tx) => tx.execute<{ lock_timeout: string }>("show lock_timeout"));
  expect(await acting(db, (tx) => tx.execute("show lock_timeout"))).toMatchObject([{ lock_timeout: "50ms" }]);
  expect(await waits()).toMatchObject([{ lock_timeout: "0" }]);
  await expect(acting(db, () => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  await acting(db, lockForImport);
});
