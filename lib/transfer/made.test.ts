import { beforeEach, expect, test } from "vitest";
import { addJobPart } from "@/db/job-parts";
import { endJob } from "@/db/jobs";
import { scratchDatabase } from "@/db/testing/scratch";
import { startJob } from "../jobs/jobs";
import { ARCHIVE_KEPT_MS, EXPORT_JOB, IMPORT_JOB } from "./job-kinds";
import { archiveOf, reportOf } from "./made";
import { emptyReport } from "./run";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "chief@desk.example" };
beforeEach(() => sql`truncate job restart identity cascade`);

test("an archive is there for a day", async () => {
  const id = await startJob(db, { kind: EXPORT_JOB, input: {}, by });
  for (const text of ["one", "two"]) await addJobPart(db, id, true, Buffer.from(text));
  expect(await archiveOf(db, id, new Date())).toBeNull();
  await endJob(db, id, { state: "done", report: { bytes: 6 } });
  const archive = await archiveOf(db, id, new Date());
  expect(archive).toMatchObject({ bytes: 6, name: expect.stringMatching(/^gazette-\d{4}-\d\d-\d\d\.tar\.gz$/) });
  expect(await new Response(archive?.stream).text()).toBe("onetwo");
  expect(await archiveOf(db, id, new Date(Date.now() + ARCHIVE_KEPT_MS + 1_000))).toBeNull();
  expect(await archiveOf(db, 9_999, new Date())).toBeNull();
});

test("the report of an import lists each refused file", async () => {
  const id = await startJob(db, { kind: IMPORT_JOB, input: {}, by });
  expect(await reportOf(db, id)).toBeNull();
  const refusals = [{ path: "a, b.md", reason: "it is not UTF-8" }];
  await endJob(db, id, { state: "done", report: { ...emptyReport(), refused: 1, refusals, dryRun: true } });
  const lines = (await reportOf(db, id))?.split("\r\n") ?? [];
  expect(lines[0]).toBe("\uFEFFoutcome,kind,number,path,reason");
  expect(lines).toContain("would be new,article,0,,");
  expect(lines).toContain('refused,file,1,"a, b.md",it is not UTF-8');
});
