import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { addJobPart, jobParts, removeOldJobParts } from "@/db/job-parts";
import { jobById } from "@/db/jobs";
import { article, articleFile, auditEvent, job, jobPart } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { startJob } from "../jobs/jobs";
import type { Work } from "../jobs/kinds";
import { exportJob } from "./export-job";
import { importPaths } from "./import";
import { importJob } from "./import-job";
import { ARCHIVE_KEPT_MS, EXPORT_JOB } from "./job-kinds";
import { tarOf, zipOf } from "./testing/archives";
import { newBudget, unpack } from "./unpack";
import { MAX_UPLOAD_BYTES, startImport } from "./upload";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "chief@desk.example" };

beforeEach(
  () => sql`truncate article, story, provider, topic, outbox, slug_redirect, audit_event, job restart identity cascade`,
);

const file = (title: string, more = "") => `---
title: "${title}"
publishedDateTime: 2026-11-19T06:40:00Z
originalUrl: "https://tailwater.example/${title.replaceAll(" ", "-")}"
published: true
quality: 80
provider:
  name: The Tailwater
  domain: tailwater.example
${more}---
`;
const one = { name: "2026-11-19-one.md", content: file("One") };
const two = { name: "_news/2026-11-19-two.md", content: file("Two", "topics:\n  - Databases\n") };
const bad = { name: "_news/2026-11-19-bad.md", content: "---\ntitle: [\n---\n" };
const topicFile = { name: "_data/topics/databases.yaml", content: "taxonomy: topic\nname: Databases\n" };

type Given = { name: string; content: string | Buffer };
const upload = (given: Given[], dryRun = false) =>
  startImport(db, {
    files: given.map(({ name, content }) => {
      const bytes = Buffer.from(content as string);
      return { name, bytes: bytes.length, read: () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]) };
    }),
    dryRun,
    by,
  });

async function work(id: number, isStopped: Work["isStopped"] = async () => false) {
  const found = await jobById(db, id);
  if (!found) throw new Error("no job");
  const steps: string[] = [];
  const progress: Work["progress"] = async (done, total) => void steps.push(`${done}/${total}`);
  return { steps, work: { db, job: found, by, progress, isStopped, keep: async () => {} } satisfies Work };
}
async function imported(given: Given[], dryRun = false) {
  const { work: it, steps } = await work(await upload(given, dryRun));
  return { report: await importJob(it), steps };
}
const slugs = async () =>
  (await db.select({ slug: article.slug }).from(article).orderBy(asc(article.slug))).map(({ slug }) => slug);

describe("import of an upload", () => {
  test("takes files and archives together, and tells of each that was refused", async () => {
    const { report, steps } = await imported([
      one,
      { name: "notes.txt", content: "x" },
      { name: "export.zip", content: zipOf([two, bad, topicFile, { name: "../out.md", content: "x" }]) },
      { name: "more.tgz", content: await tarOf([{ name: "2026-11-19-three.md", content: file("Three") }]) },
      { name: "broken.zip", content: "no zip" },
    ]);
    expect(await slugs()).toEqual(["2026-11-19-one", "2026-11-19-three", "2026-11-19-two"]);
    expect(report).toMatchObject({
      articles: { new: 3, changed: 0, unchanged: 0 },
      topics: { new: 1 },
      refused: 4,
      dryRun: false,
    });
    expect((report.refusals as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      "broken.zip",
      "export.zip: ../out.md",
      "export.zip: _news/2026-11-19-bad.md",
      "notes.txt",
    ]);
    expect(steps[0]).toBe("0/6");
    expect(steps.at(-1)).toBe("6/6");
  });

  test("again it changes nothing", async () => {
    await imported([one, { name: "export.zip", content: zipOf([two]) }]);
    const { report } = await imported([one, { name: "export.zip", content: zipOf([two]) }]);
    expect(report.articles).toEqual({ new: 0, changed: 0, unchanged: 2 });
  });

  test("a trial changes nothing, and says what would happen", async () => {
    const { report } = await imported([one, bad], true);
    expect(report).toMatchObject({ articles: { new: 1 }, refused: 1, dryRun: true });
    expect(await slugs()).toEqual([]);
    expect(await db.select().from(auditEvent)).toEqual([]);
  });

  test("who uploaded is recorded", async () => {
    await imported([one]);
    expect(await db.select().from(auditEvent)).toMatchObject([{ actor: by.name, action: "import", subject: "import" }]);
  });

  test("where an article's file is stays known: an upload has no place that lasts", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gazette-jobs-"));
    const path = join(folder, one.name);
    await writeFile(path, one.content);
    await importPaths({ db }, [folder]);
    await imported([{ ...one, content: file("One changed") }]);
    await imported([{ name: "2026-11-19-new.md", content: file("New") }]);
    const paths = await db.select({ path: articleFile.path }).from(articleFile).orderBy(asc(articleFile.articleId));
    expect(paths).toEqual([{ path }, { path: null }]);
    await rm(folder, { recursive: true });
  });

  test("a name that leads elsewhere is refused", async () => {
    const { report } = await imported([{ ...one, name: "../../2026-11-19-one.md" }]);
    expect(report).toMatchObject({ refused: 1, refusals: [{ reason: expect.stringContaining("leads out") }] });
    expect(await slugs()).toEqual([]);
  });

  test("all archives together become no more than one may", async () => {
    // Six hundred megabytes of nothing.
    const nothing = Buffer.concat(Array(60).fill(gzipSync(Buffer.alloc(10_000_000))));
    const { report } = await imported([
      { name: "a.tgz", content: nothing },
      { name: "b.tgz", content: nothing },
      { name: "c.zip", content: zipOf([two]) },
    ]);
    const tooLarge = expect.stringContaining("unpacked it is too large");
    expect((report.refusals as { reason: string }[]).map(({ reason }) => reason)).toEqual([
      "it is empty",
      tooLarge,
      tooLarge,
    ]);
    expect(await slugs()).toEqual([]);
  });

  test("two files of one name from different folders meet as two files", async () => {
    const { report } = await imported([one, { ...one, content: file("Other") }]);
    expect(report).toMatchObject({ articles: { new: 1 }, refused: 1 });
  });

  test("nothing is left on the disk", async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith("gazette-import-")).length;
    const before = await left();
    await imported([one, { name: "broken.zip", content: "no zip" }]);
    expect(await left()).toBe(before);
  });

  test("a job whose upload is gone says so", async () => {
    const id = await upload([one]);
    await db.delete(jobPart);
    await expect(importJob((await work(id)).work)).rejects.toThrow("Upload it again");
  });

  test("stopped before it began it imports nothing", async () => {
    const { work: it } = await work(await upload([one]), async () => true);
    expect(await importJob(it)).toMatchObject({ articles: { new: 0 } });
    expect(await slugs()).toEqual([]);
  });

  test("an upload that breaks off leaves no job", async () => {
    const read = async function* () {
      yield Buffer.from("---");
      throw new Error("gone");
    };
    await expect(startImport(db, { files: [{ name: "a.md", bytes: 9, read }], dryRun: false, by })).rejects.toThrow();
    expect(await db.select().from(job)).toEqual([]);
    expect(MAX_UPLOAD_BYTES).toBeGreaterThan(1e6);
  });
});

describe("export to an archive", () => {
  const exported = async (isStopped?: Work["isStopped"]) => {
    const id = await startJob(db, { kind: EXPORT_JOB, input: {}, by });
    const { work: it, steps } = await work(id, isStopped);
    return { id, it, steps, report: await exportJob(it) };
  };
  const bytesOf = async (id: number) => {
    const parts: Buffer[] = [];
    for await (const part of jobParts(db, id, true)) parts.push(part);
    return Buffer.concat(parts);
  };

  test("gives every file back as it came", async () => {
    await imported([one, { name: "export.zip", content: zipOf([two, topicFile]) }]);
    const { id, report, steps } = await exported();
    const bytes = await bytesOf(id);
    expect(report).toEqual({ articles: 2, topics: 1, organizations: 0, bytes: bytes.length });
    expect(steps.at(-1)).toBe("2/2");
    const folder = await mkdtemp(join(tmpdir(), "gazette-jobs-"));
    await writeFile(join(folder, "archive"), bytes);
    await unpack(join(folder, "archive"), {
      folder: join(folder, "in"),
      onRefusal: (path) => expect.fail(path),
      budget: newBudget(),
    });
    for (const { name, content } of [{ ...one, name: `_news/${one.name}` }, two, topicFile]) {
      expect(await readFile(join(folder, "in", name), "utf8")).toBe(content);
    }
    await rm(folder, { recursive: true });
  });

  test("begun anew it is made anew", async () => {
    await imported([one]);
    const { id, it } = await exported();
    const before = await bytesOf(id);
    await addJobPart(db, id, true, Buffer.from("half an archive"));
    await exportJob(it);
    expect(await bytesOf(id)).toEqual(before);
  });

  test("stopped it keeps nothing", async () => {
    await imported([one]);
    const { id } = await exported(async () => true);
    expect(await bytesOf(id)).toHaveLength(0);
  });

  test("when the database fails nothing hangs, and nothing is kept", async () => {
    await imported([one]);
    const id = await startJob(db, { kind: EXPORT_JOB, input: {}, by });
    const { work: it } = await work(id);
    await db.delete(job).where(eq(job.id, id));
    await expect(exportJob(it)).rejects.toThrow();
    await vi.waitFor(async () =>
      expect(
        await sql`select 1 from pg_stat_activity where state like 'idle in transaction%' and datname = current_database()`,
      ).toHaveLength(0),
    );
  });
});

test("what ended jobs were given goes, what they made stays for a day", async () => {
  const given = await upload([one]);
  const made = await startJob(db, { kind: EXPORT_JOB, input: {}, by });
  await addJobPart(db, made, true, Buffer.from("x"));
  const left = async (now: number) => {
    await removeOldJobParts(db, new Date(now - ARCHIVE_KEPT_MS));
    return (await db.select({ id: jobPart.jobId }).from(jobPart).orderBy(asc(jobPart.jobId))).map(({ id }) => id);
  };
  const now = Date.now();
  expect(await left(now + 2 * ARCHIVE_KEPT_MS)).toEqual([given, made]);
  await sql`update job set state = 'done', ended_at = now()`;
  expect(await left(now)).toEqual([made]);
  expect(await left(now + ARCHIVE_KEPT_MS + 60_000)).toEqual([]);
});
