import { beforeEach, expect, test } from "vitest";
import { endJob } from "@/db/jobs";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { lastAct } from "../record/last-act";
import { jobState, startJob, stopJob } from "./jobs";
import { BULK_JOB, UNDO_JOB } from "./names";

const { db, sql } = scratchDatabase();
const EDITOR = { id: 1, name: "desk@gazette.example", role: "editor" as const };
const OTHER = { id: 2, name: "night@gazette.example", role: "editor" as const };
const ADMIN = { id: 3, name: "boss@gazette.example", role: "admin" as const };

beforeEach(async () => {
  await sql`truncate "user", job, audit_event restart identity cascade`;
  for (const { name: email, role } of [EDITOR, OTHER, ADMIN]) {
    await sql`insert into "user" (email, role, password_hash) values (${email}, ${role}, '')`;
  }
});
const start = (kind: string, by = EDITOR) => startJob(db, { kind, input: {}, by });
const recorded = () => db.select().from(auditEvent);

test("an editor looks at and stops their own changes of many articles", async () => {
  for (const kind of [BULK_JOB, UNDO_JOB]) {
    const id = await start(kind);
    expect(await jobState(db, id, EDITOR)).toMatchObject({ id, kind, stopAsked: false });
    await stopJob(db, id, EDITOR);
    expect(await jobState(db, id, EDITOR)).toMatchObject({ stopAsked: true });
  }
});

test("what is another's, or an admin's kind of job, is not there for an editor", async () => {
  // Started as an admin, before they were made an editor.
  const imported = await start("import");
  const others = await start(BULK_JOB, OTHER);
  for (const id of [imported, others, 999]) {
    await expect(jobState(db, id, EDITOR)).rejects.toMatchObject({ code: "not-found" });
    await expect(stopJob(db, id, EDITOR)).rejects.toMatchObject({ code: "not-found" });
  }
  expect(await jobState(db, imported, ADMIN)).toMatchObject({ stopAsked: false });
  expect(await jobState(db, others, ADMIN)).toMatchObject({ stopAsked: false });
  expect(await recorded()).toEqual([]);
});

test("a stop is in the record once, and is nothing to take back", async () => {
  const id = await start(BULK_JOB);
  await stopJob(db, id, ADMIN);
  await stopJob(db, id, EDITOR);
  const ended = await start(BULK_JOB);
  await endJob(db, ended, { state: "done", report: {} });
  await stopJob(db, ended, ADMIN);
  expect(await recorded()).toMatchObject([
    {
      userId: ADMIN.id,
      action: "stop-job",
      subject: "job",
      subjectId: String(id),
      after: { kind: BULK_JOB, startedBy: EDITOR.name },
    },
  ]);
  await expect(lastAct(db, ADMIN.id, new Date())).rejects.toMatchObject({ code: "not-found" });
});
