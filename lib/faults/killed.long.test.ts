/** Programs of a portal are killed in the middle of their work; the portal itself is, and is started again. */
import { once } from "node:events";
import { and, eq, gt, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import type { Db } from "@/db/client";
import { brokenInvariants } from "@/db/invariants";
import { jobById } from "@/db/jobs";
import { article, auditEvent } from "@/db/schema";
import { startJob } from "@/lib/jobs/jobs";
import { BULK_JOB } from "@/lib/jobs/names";
import {
  aDataDir,
  aPortal,
  beginPortal,
  embeddedUrl,
  portalOfFile,
  programOf,
  removeDataDir,
  START_TIMEOUT_MS,
  withDatabase,
} from "./testing/portal";
import { note } from "./testing/table";
import { stands } from "./testing/watched";

const RECOVERS_WITHIN_S = 20;
const TEST_TIMEOUT_MS = 150_000;
/** Several steps of a job. */
const MANY = 1_500;
const BY = { id: null, name: "test" };
const own = portalOfFile();
const { database } = own;

function kill(name: "web" | "worker"): number {
  const pid = programOf(own.portal, name);
  if (!pid) throw new Error(`There is no ${name}.`);
  process.kill(pid, "SIGKILL");
  return performance.now();
}

test("the web server is killed", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const kept = ["200", "not let in", "cut off"];
  const happens = async () => kill("web");
  await stands(context, { portal: own.portal, database, happens, withinS: RECOVERS_WITHIN_S, kept });
});

test("the worker is killed", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const { writes } = await stands(context, {
    portal: own.portal,
    database,
    happens: async () => kill("worker"),
    withinS: RECOVERS_WITHIN_S,
  });
  expect(writes.filter(({ outcome }) => outcome !== "saved")).toEqual([]);
});

const insertMany = (db: Db) =>
  db.execute<{
    id: number;
  }>(sql`insert into article (slug, state, title, published_at, web_url, provider_id, quality, heat)
    select 'fault-' || n, 'queued', 'Fault ' || n, now() - interval '1 day', 'https://fault.example/' || n,
           (select min(id) from provider), 60, 60 from generate_series(1, ${MANY}::int) n returning id::float8 as id`);

test("the worker is killed in a bulk publish", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  await withDatabase(await database(), async ({ db }) => {
    const ids = [...(await insertMany(db))].map(({ id }) => id);
    const input = { operation: { do: "publish", belowMinimum: "leave" }, target: { ids } };
    const job = await startJob(db, { kind: BULK_JOB, input, by: BY });
    const isOurs = and(gt(article.id, Math.min(...ids) - 1), eq(article.title, sql`'Fault ' || substr(slug, 7)`));
    const published = () => db.$count(article, and(isOurs, eq(article.state, "published")));
    await vi.waitFor(async () => expect(await published()).toBeGreaterThan(0), { timeout: 30_000, interval: 5 });
    const at = kill("worker");
    const before = await published();
    expect(before).toBeLessThan(MANY);
    await vi.waitFor(async () => expect((await jobById(db, job))?.state).toBe("done"), { timeout: 60_000 });
    const recoveryS = (performance.now() - at) / 1_000;
    expect(await published()).toBe(MANY);
    const acts = await db
      .select({ id: auditEvent.subjectId, act: auditEvent.act })
      .from(auditEvent)
      .where(
        and(eq(auditEvent.subject, "article"), sql`${auditEvent.subjectId} = any(${sql.raw(`'{${ids}}'::text[]`)})`),
      );
    // Each once, and all in one act, that one Undo takes back.
    expect(acts).toHaveLength(MANY);
    expect(new Set(acts.map(({ act }) => act)).size).toBe(1);
    expect(await brokenInvariants(db, new Date())).toEqual([]);
    note(context, { readers: "all pages", writes: `${before} of ${MANY} at the kill, then all, each once`, recoveryS });
  });
});

test("the start script is killed, and started again", { timeout: TEST_TIMEOUT_MS }, async (context) => {
  const { port } = new URL(own.portal.url);
  const happens = async () => {
    const at = performance.now();
    const exit = once(own.portal.child, "exit");
    own.portal.child.kill("SIGKILL");
    await exit;
    await vi.waitFor(
      () =>
        fetch(own.portal.url).then(
          () => Promise.reject(new Error("It answers.")),
          () => {},
        ),
      {
        timeout: 20_000,
      },
    );
    own.portal = await aPortal(own.dataDir, { PORT: port });
    return at;
  };
  // What it ran ends half a second later, and until then has nobody to tell its log to.
  const kept = ["200", "500", "503", "not let in", "cut off"];
  await stands(context, { portal: own.portal, database, happens, withinS: 60, kept });
});

test("a start is killed at each of its steps, and the next one works", {
  timeout: 2 * TEST_TIMEOUT_MS,
}, async (context) => {
  const fresh = await aDataDir();
  try {
    for (const step of ["Starting Postgres", "Adding sample content", "Starting the portal"]) {
      const { child, log } = beginPortal(fresh);
      await vi.waitFor(() => expect(log()).toContain(step), { timeout: START_TIMEOUT_MS / 2, interval: 5 });
      const exit = once(child, "exit");
      child.kill("SIGKILL");
      await exit;
    }
    const at = performance.now();
    const started = await aPortal(fresh);
    const recoveryS = (performance.now() - at) / 1_000;
    try {
      expect((await fetch(started.url)).status).toBe(200);
      await withDatabase(await embeddedUrl(fresh), async ({ db }) => {
        expect(await brokenInvariants(db, new Date())).toEqual([]);
        expect(await db.$count(article)).toBeGreaterThan(50);
      });
    } finally {
      await started.stop();
    }
    note(context, { readers: "nothing yet", writes: "the sample whole, once", recoveryS });
  } finally {
    await removeDataDir(fresh);
  }
});
