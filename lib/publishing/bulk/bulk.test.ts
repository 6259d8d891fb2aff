import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type ArticleFilter, resolvedFilter } from "@/db/admin-filter";
import { article, articleTopic, auditEvent, provider, topic } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { jobState, startJob, stopJob } from "../../jobs/jobs";
import { BULK_JOB, UNDO_JOB } from "../../jobs/names";
import { runJobs } from "../../jobs/run";
import { undoAct } from "../../record/undo";
import { undoOrStart } from "../../record/undo-large";
import { changeArticles } from "../change";
import { type BulkInput, runBulkJob } from "./job";
import type { Operation } from "./operation";
import { preview } from "./preview";
import { changeMany } from "./run";

const connection = scratchDatabase();
const { db } = connection;
const NOW = new Date("2026-11-23T09:00:00Z");
const by = { id: null, name: "day@desk.example" };
const ANY: ArticleFilter = {
  words: [],
  state: null,
  provider: null,
  topic: null,
  type: null,
  quality: { min: null, max: null },
  heat: { min: null, max: null },
  from: null,
  until: null,
  inStory: null,
  withoutPicture: false,
  changedBy: null,
};

beforeEach(async () => {
  await connection.sql`truncate article, story, provider, topic, outbox, setting, audit_event, job restart identity cascade`;
  await db.insert(provider).values({ domain: "tailwater.example", name: "The Tailwater" });
  await db.insert(topic).values([
    { id: "databases", name: "Databases" },
    { id: "archives", name: "Archives" },
  ]);
});

/** Queued articles with these qualities, and ids from 1. */
async function insert(qualities: (number | null)[], given: Partial<typeof article.$inferInsert> = {}) {
  const first = await db.$count(article);
  await db.insert(article).values(
    qualities.map((quality, index) => ({
      slug: `2026-11-20-number-${first + index + 1}`,
      state: "queued" as const,
      title: `Number ${first + index + 1}`,
      publishedAt: new Date(Date.UTC(2026, 10, 20, index)),
      webUrl: `https://tailwater.example/${first + index + 1}`,
      providerId: 1,
      quality,
      heat: quality,
      ...given,
    })),
  );
}
/** Many, without a statement for each. */
const insertMany = (count: number) =>
  db.execute(sql`insert into article (slug, state, title, published_at, web_url, provider_id, quality, heat)
    select 'many-' || n, 'queued', 'Number ' || n, ${NOW.toISOString()}::timestamptz, 'https://tailwater.example/' || n, 1, 40 + n % 20, 40 + n % 20
      from generate_series(1, ${count}::int) n`);

const run = (operation: Operation, ids: number[]) => changeMany(db, operation, { ids, by, now: NOW });
const rows = () => db.select().from(article).orderBy(asc(article.id));
const publish = { do: "publish", belowMinimum: "leave" } as const;

test("what can't be published is left and told of, the others are published in one act", async () => {
  await insert([80, 49, null, 50]);
  await insert([90], { state: "published" });
  const done = await run(publish, [1, 2, 3, 4, 5, 99]);
  expect(done).toMatchObject({ changed: 2, same: 1, refused: 3 });
  expect(done.refusals).toEqual([
    { id: 2, title: "Number 2", reason: expect.stringContaining("49") },
    { id: 3, title: "Number 3", reason: expect.stringContaining("Nobody judged") },
    { id: 99, title: "Article 99", reason: "It is gone." },
  ]);
  expect((await rows()).map(({ state }) => state)).toEqual(["published", "queued", "queued", "published", "published"]);
  await undoAct(db, { act: done.act, by, now: NOW });
  expect((await rows()).map(({ state }) => state)).toEqual(["queued", "queued", "queued", "queued", "published"]);
});

test("below the minimum they are published where that is said", async () => {
  await insert([49, null]);
  const done = await run({ do: "publish", belowMinimum: "publish" }, [1, 2]);
  expect(done).toMatchObject({ changed: 2, refused: 0 });
});

test.each<[Operation, Partial<typeof article.$inferSelect>]>([
  [{ do: "unpublish" }, { state: "unpublished", withdrawn: true }],
  [{ do: "requeue" }, { state: "queued" }],
  [
    { do: "quality", quality: 65 },
    { quality: 65, heat: 65 },
  ],
  [
    { do: "quality", quality: null },
    { quality: null, heat: null },
  ],
  [
    { do: "heat", heat: 120 },
    { heat: 120, heatGiven: 120 },
  ],
  [
    { do: "schedule", liveFrom: "2026-12-01T00:00:00.000Z", liveUntil: null },
    { liveFrom: new Date("2026-12-01T00:00:00Z"), liveUntil: null },
  ],
])("%j", async (operation, expected) => {
  await insert([80, 70], { state: "published" });
  const seen = await preview(db, operation, { ids: [1, 2] }, NOW);
  const done = await run(operation, [1, 2]);
  expect(seen.counts).toEqual({ change: 2, same: 0, below: 0 });
  expect(done.changed).toBe(2);
  expect(await rows()).toMatchObject([expected, expected]);
  expect((await preview(db, operation, { ids: [1, 2] }, NOW)).counts.same).toBe(2);
  await undoAct(db, { act: done.act, by, now: NOW });
  expect(await rows()).toMatchObject([
    { state: "published", quality: 80, heat: 80, heatGiven: null, liveFrom: null },
    { state: "published", quality: 70, heat: 70, heatGiven: null, liveFrom: null },
  ]);
});

test("coverage with one title and day gets an address each", async () => {
  await insert([80, 80, 80], { slug: null, state: "unpublished", title: "Dam breaks", publishedAt: NOW });
  expect(await run(publish, [1, 2, 3])).toMatchObject({ changed: 3, refused: 0 });
  expect((await rows()).map(({ slug }) => slug)).toEqual([
    "2026-11-23-dam-breaks",
    "2026-11-23-dam-breaks-2",
    "2026-11-23-dam-breaks-3",
  ]);
});

test("one address for two in one act is refused, not broken", async () => {
  await insert([80, 80]);
  const edits = [1, 2].map((id) => ({ id, changes: { slug: "2026-11-23-dam-breaks" } }));
  const { results } = await changeArticles(db, { edits, by, now: NOW, refusals: "tell" });
  expect(results.map(({ refused }) => refused?.code ?? null)).toEqual([null, "invalid"]);
});

test("heat set by hand is computed again", async () => {
  await insert([80], { heat: 130, heatGiven: 130 });
  await run({ do: "heat", heat: "computed" }, [1]);
  expect(await rows()).toMatchObject([{ heat: 80, heatGiven: null }]);
});

test("a topic is added last, and taken away, from those alone that don't or do have it", async () => {
  await insert([80, 70]);
  const topics = async () =>
    (await db.select().from(articleTopic).orderBy(asc(articleTopic.articleId), asc(articleTopic.position))).map(
      ({ articleId, topicId }) => [articleId, topicId],
    );
  await run({ do: "add-topic", topic: "databases" }, [1]);
  expect(await run({ do: "add-topic", topic: "archives" }, [1, 2])).toMatchObject({ changed: 2 });
  expect(await run({ do: "add-topic", topic: "databases" }, [1, 2])).toMatchObject({ changed: 1, same: 1 });
  expect(await topics()).toEqual([
    [1, "databases"],
    [1, "archives"],
    [2, "archives"],
    [2, "databases"],
  ]);
  await run({ do: "remove-topic", topic: "archives" }, [1, 2]);
  expect(await topics()).toEqual([
    [1, "databases"],
    [2, "databases"],
  ]);
  await expect(run({ do: "add-topic", topic: "gone" }, [1])).rejects.toMatchObject({ code: "invalid" });
});

test("a preview tells what will change and what can't, with ten of them, and changes nothing", async () => {
  await insert([80, 49, null, ...Array(12).fill(90)]);
  await insert([90], { state: "published" });
  const seen = await preview(db, publish, { filter: await resolvedFilter(db, ANY) }, NOW);
  expect(seen).toMatchObject({ looked: 16, isMore: false, gone: 0, minimum: 50 });
  expect(seen.counts).toEqual({ change: 13, same: 1, below: 2 });
  expect(seen.sample).toHaveLength(10);
  expect(seen.sample[0]).toMatchObject({ title: "Number 1", outcome: "change", before: "Queued", after: "Published" });
  const anyway = await preview(db, { do: "publish", belowMinimum: "publish" }, { ids: [1, 2, 3, 77] }, NOW);
  expect(anyway).toMatchObject({ looked: 4, gone: 1, counts: { change: 3, same: 0, below: 0 } });
  expect(await db.select().from(auditEvent)).toEqual([]);
});

describe("as a job", { timeout: 120_000 }, () => {
  const ended = (id: number) =>
    vi.waitFor(async () => {
      const job = await jobState(db, id, { ...by, role: "admin" });
      expect(["done", "failed", "stopped"]).toContain(job.state);
      return job;
    }, 60_000);
  const start = (input: BulkInput) => startJob(db, { kind: BULK_JOB, input, by });
  async function working<T>(use: () => Promise<T>): Promise<T> {
    const runner = runJobs(connection, () => {});
    try {
      return await use();
    } finally {
      await runner.stop();
    }
  }
  const published = () => db.$count(article, eq(article.state, "published"));

  test("all that match are changed as one act, and one undo takes it back in steps", async () => {
    await insertMany(1_200);
    await working(async () => {
      const { report, state, done, total } = await ended(
        await start({ operation: publish, target: { filter: { ...ANY, state: "queued" } } }),
      );
      // Every second quality from 40 to 59 is below 50.
      expect({ state, done, total }).toEqual({ state: "done", done: 1_200, total: 1_200 });
      expect(report).toMatchObject({ changed: 600, refused: 600, same: 0 });
      expect(report.refusals).toHaveLength(200);
      expect(await published()).toBe(600);
      const acts = await db.selectDistinct({ act: auditEvent.act }).from(auditEvent);
      expect(acts).toEqual([{ act: report.act }]);
      // One of them was changed again since: it stays.
      const [again] = await db.select().from(article).where(eq(article.state, "published")).limit(1);
      const edits = [{ id: again?.id ?? 0, changes: { state: "unpublished" as const } }];
      await changeArticles(db, { edits, by, now: NOW });
      const undo = await undoOrStart(db, { act: Number(report.act), by, now: NOW });
      const undone = await ended("job" in undo ? undo.job : 0);
      expect(undone.report).toMatchObject({ changed: 599, refused: 1, undone: report.act });
      expect(await db.$count(article, eq(article.state, "queued"))).toBe(1_199);
      // And that is an act itself.
      const redo = await undoOrStart(db, { act: Number(undone.report.act), by, now: NOW });
      await ended("job" in redo ? redo.job : 0);
      expect(await published()).toBe(599);
    });
  });

  test("what comes after it began is not touched, and chosen ids need no filter", async () => {
    await insertMany(30);
    await working(async () => {
      const { report } = await ended(
        await start({ operation: { do: "unpublish" }, target: { ids: [3, 1, 2, 2, 99] } }),
      );
      expect(report).toMatchObject({ looked: 4, changed: 3, refused: 1, refusals: [{ id: 99 }] });
    });
    expect(await db.$count(article, eq(article.state, "unpublished"))).toBe(3);
  });

  test("asked to stop it ends after its step; undo takes back what it did", async () => {
    await insertMany(1_100);
    const id = await start({ operation: { do: "quality", quality: 77 }, target: { filter: ANY } });
    const job = await db.query.job.findFirst();
    const kept: Record<string, unknown>[] = [];
    if (!job) throw new Error("No job.");
    const report = await runBulkJob({
      db,
      job,
      by,
      progress: async () => {},
      isStopped: async () => kept.length > 1,
      keep: async (report) => void kept.push(report),
    });
    expect(report).toMatchObject({ looked: 500, total: 1_100, changed: 500, after: 500 });
    const judged = () => db.$count(article, eq(article.quality, 77));
    expect(await judged()).toBe(500);
    // Taken up again, it goes on where it was.
    await db.execute(sql`update job set report = ${JSON.stringify(kept.at(-1))}::jsonb`);
    await working(async () => {
      const { report: whole } = await ended(id);
      expect(whole).toMatchObject({ act: report.act, looked: 1_100, changed: 1_100 });
      expect(await judged()).toBe(1_100);
      const undo = await undoOrStart(db, { act: report.act, by, now: NOW });
      await ended("job" in undo ? undo.job : 0);
      expect(await judged()).toBe(0);
    });
  });

  test("a stop that comes before it begins changes nothing", async () => {
    await insertMany(600);
    const id = await start({ operation: { do: "unpublish" }, target: { filter: ANY } });
    await stopJob(db, id, { ...by, role: "admin" });
    await working(async () => expect((await ended(id)).state).toBe("stopped"));
    expect(await db.$count(article, eq(article.state, "unpublished"))).toBe(0);
  });

  test("what was taken back already is left out when it is asked for again", async () => {
    await insertMany(600);
    await working(async () => {
      const { report } = await ended(await start({ operation: { do: "unpublish" }, target: { filter: ANY } }));
      const undo = () => startJob(db, { kind: UNDO_JOB, input: { act: report.act }, by });
      expect((await ended(await undo())).report).toMatchObject({ changed: 600 });
      expect((await ended(await undo())).report).toMatchObject({ changed: 0, refused: 0 });
    });
  });
});
