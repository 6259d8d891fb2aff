import postgres from "postgres";
import { afterEach, expect, test, vi } from "vitest";
import { announce } from "@/db/announce";
import { connect } from "@/db/client";
import { enqueue, outboxBacklog } from "@/db/outbox";
import { scratchDatabase } from "@/db/testing/scratch";
import { startWorker, type Worker } from "./worker";

const { db, url } = scratchDatabase();
const connection = connect(url, { max: 3 });
let worker: Worker | undefined;
let said: string[] = [];

afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  said = [];
});

const start = () => {
  worker = startWorker(connection, (line, level = "warn") => said.push(`${level}: ${line}`));
};
const drained = (ms: number) =>
  vi.waitFor(async () => expect((await outboxBacklog(db)).waiting).toBe(0), { timeout: ms, interval: 10 });

test("drains what waited before it started, in several batches", async () => {
  await enqueue(
    db,
    Array.from({ length: 1_200 }, (_, n) => n),
  );
  start();
  await drained(5_000);
});

test("is woken by an announcement, long before it would look by itself", async () => {
  start();
  await enqueue(db, [1]);
  await drained(5_000);
  // From here it is idle, and listens.
  const startedAt = performance.now();
  for (let n = 0; n < 5; n++) {
    await db.transaction(async (tx) => {
      await enqueue(tx, [n]);
      await announce(tx, ["articles"]);
    });
    await drained(5_000);
  }
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

test("finds what came without an announcement", async () => {
  start();
  await enqueue(db, [1]);
  await drained(5_000);
  await enqueue(db, [2]);
  await drained(3_000);
});

test("goes on after the database has thrown it out, and says so once", async () => {
  start();
  await enqueue(db, [1]);
  await drained(5_000);
  const admin = postgres(url, { max: 1 });
  await admin`alter table outbox rename to outbox_away`;
  await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 5_000 });
  await admin`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await admin`alter table outbox_away rename to outbox`;
  await admin.end();
  await enqueue(db, [2]).catch(() => enqueue(db, [2]));
  await drained(10_000);
  await vi.waitFor(() => expect(said).toHaveLength(2), { timeout: 5_000 });
  expect(said[0]).toMatch(/^warn: .*waits for its database: relation "outbox" does not exist/);
  expect(said[1]).toMatch(/^info: .*back/);
});

test("stops at once while it has nothing to do", async () => {
  start();
  await enqueue(db, [1]);
  await drained(5_000);
  const startedAt = performance.now();
  await worker?.stop();
  expect(performance.now() - startedAt).toBeLessThan(900);
});
