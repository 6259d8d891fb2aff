import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { addJobPart, jobParts } from "@/db/job-parts";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { jobState, startJob, stopJob } from "./jobs";
import type { JobHandler } from "./kinds";
import { runJobs } from "./run";

const connection = scratchDatabase();
const { db, sql } = connection;
const by = { id: null, name: "day@desk.example" };
const admin = { ...by, role: "admin" as const };
const stops: (() => Promise<void>)[] = [];
const said: string[] = [];

beforeEach(async () => {
  await sql`truncate job restart identity cascade`;
  said.length = 0;
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function run(kinds: Record<string, JobHandler>) {
  const runner = runJobs(connection, (line) => said.push(line), kinds);
  stops.push(runner.stop);
  return runner;
}
const start = (kind: string, input = {}) => startJob(db, { kind, input, by });
const ended = (id: number) =>
  vi.waitFor(async () => {
    const job = await jobState(db, id, admin);
    expect(["done", "failed", "stopped"]).toContain(job.state);
    return job;
  }, 10_000);

test("jobs run one after the other, with their input, and tell what came of it", async () => {
  const order: unknown[] = [];
  run({
    count: async ({ job, by, progress }) => {
      order.push(job.input.n, by.name);
      await progress(2, 2);
      return { counted: 2 };
    },
  });
  const ids = [await start("count", { n: 1 }), await start("count", { n: 2 })];
  const jobs = await Promise.all(ids.map(ended));
  expect(jobs.map(({ state, done, total, report }) => ({ state, done, total, report }))).toEqual(
    Array(2).fill({ state: "done", done: 2, total: 2, report: { counted: 2 } }),
  );
  expect(order).toEqual([1, by.name, 2, by.name]);
});

test("a failure is told; what people can't mend is logged, not shown", async () => {
  run({
    refuse: () => Promise.reject(new AppError("invalid", { message: "The archive is empty." })),
    crash: () => Promise.reject(new Error("secret detail")),
  });
  const [refused, crashed, unknown] = await Promise.all(
    [await start("refuse"), await start("crash"), await start("nothing")].map(ended),
  );
  expect(refused).toMatchObject({ state: "failed", report: { error: "The archive is empty." } });
  expect(crashed).toMatchObject({ state: "failed", report: { error: "An unexpected error; the log says more." } });
  expect(said).toEqual([expect.stringContaining("secret detail")]);
  expect(unknown?.report.error).toContain("“nothing”");
});

test("a job that is asked to stop ends after its step", async () => {
  run({
    long: async ({ progress, isStopped }) => {
      let done = 0;
      while (!(await isStopped())) await progress(++done);
      return { done };
    },
  });
  const id = await start("long");
  await vi.waitFor(async () => expect((await jobState(db, id, admin)).done).toBeGreaterThan(0));
  await stopJob(db, id, admin);
  expect(await ended(id)).toMatchObject({ state: "stopped" });
});

test("what a worker leaves behind is taken up by the next, with what it kept", async () => {
  const first = run({
    step: async ({ keep, isStopped }) => {
      await keep({ upTo: 7 });
      while (!(await isStopped())) await new Promise(setImmediate);
      return {};
    },
  });
  const id = await start("step");
  await vi.waitFor(async () => expect((await jobState(db, id, admin)).report).toEqual({ upTo: 7 }));
  await first.stop();
  expect(await jobState(db, id, admin)).toMatchObject({ state: "running" });
  run({ step: async ({ job }) => ({ from: job.report.upTo }) });
  expect(await ended(id)).toMatchObject({ state: "done", report: { from: 7 } });
});

test("two workers never work on one job", async () => {
  let runs = 0;
  const kinds = {
    once: async () => {
      runs += 1;
      return {};
    },
  };
  run(kinds);
  run(kinds);
  const ids = await Promise.all(Array.from({ length: 10 }, () => start("once")));
  await Promise.all(ids.map(ended));
  expect(runs).toBe(10);
});

test("parts come back in order", async () => {
  const id = await start("parts");
  for (const text of ["one", "two", "three"]) await addJobPart(db, id, false, Buffer.from(text));
  await addJobPart(db, id, true, Buffer.from("made"));
  const parts: string[] = [];
  for await (const bytes of jobParts(db, id, false)) parts.push(bytes.toString());
  expect(parts).toEqual(["one", "two", "three"]);
});
