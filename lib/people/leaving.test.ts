import { beforeEach, expect, test } from "vitest";
import { openJobs } from "@/db/jobs";
import { scratchDatabase } from "@/db/testing/scratch";
import { startJob } from "../jobs/jobs";
import { BULK_JOB, UNDO_JOB } from "../jobs/names";
import { undoAct } from "../record/undo";
import { EXPORT_JOB, IMPORT_JOB } from "../transfer/job-kinds";
import { createUser, disableUser, setRole } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const ADA = { email: "ada@gazette.example", password: "correct horse", role: "admin" as const };
const BOB = { ...ADA, email: "bob@gazette.example" };
let ada: { id: number; name: string };
let bob: { id: number; name: string };

beforeEach(async () => {
  await sql`truncate "user", one_time_link, job, audit_event restart identity cascade`;
  [ada, bob] = [
    { id: (await createUser(db, ADA, by)).id, name: ADA.email },
    { id: (await createUser(db, BOB, by)).id, name: BOB.email },
  ];
});

const stopped = async () => (await openJobs(db, 20)).map(({ actor, kind, stopAsked }) => [actor, kind, stopAsked]);

test("whoever is disabled has their jobs stopped, and nobody else's", async () => {
  for (const kind of [BULK_JOB, IMPORT_JOB]) {
    for (const by of [ada, bob]) await startJob(db, { kind, input: {}, by });
  }
  await disableUser(db, BOB.email, ada);
  expect(await stopped()).toEqual([
    [ADA.email, BULK_JOB, false],
    [BOB.email, BULK_JOB, true],
    [ADA.email, IMPORT_JOB, false],
    [BOB.email, IMPORT_JOB, true],
  ]);
});

test("whoever is an admin no more has those jobs stopped that admins alone start", async () => {
  for (const kind of [BULK_JOB, IMPORT_JOB, UNDO_JOB, EXPORT_JOB]) await startJob(db, { kind, input: {}, by: bob });
  await setRole(db, BOB.email, "editor", ada);
  expect(await stopped()).toEqual([
    [BOB.email, BULK_JOB, false],
    [BOB.email, IMPORT_JOB, true],
    [BOB.email, UNDO_JOB, false],
    [BOB.email, EXPORT_JOB, true],
  ]);
});

test("also where a role or letting in again is taken back", async () => {
  await setRole(db, BOB.email, "editor", ada);
  await setRole(db, BOB.email, "admin", ada);
  await startJob(db, { kind: IMPORT_JOB, input: {}, by: bob });
  const [event] = await sql`select act::float8 as act from audit_event order by id desc limit 1`;
  await undoAct(db, { act: event?.act, by: ada, now: new Date() });
  expect(await stopped()).toEqual([[BOB.email, IMPORT_JOB, true]]);
});
