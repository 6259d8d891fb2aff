import { beforeEach, expect, test } from "vitest";
import { openJobs } from "@/db/jobs";
import { scratchDatabase } from "@/db/testing/scratch";
import { startJob } from "../jobs/jobs";
import { BULK_JOB, UNDO_JOB } from "../jobs/names";
import { undoAct } from "../record/undo";
import { EXPORT_JOB, IMPORT_JOB } from "../transfer/job-kinds";
import { invite, inviteOfToken } from "./invite";
import { makeResetLink, resetLinkOfToken } from "./reset-link";
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

test.each<[string, () => Promise<void>]>([
  ["disabled", () => disableUser(db, BOB.email, ada)],
  ["an admin no more", () => setRole(db, BOB.email, "editor", ada)],
])("links that somebody made work no more once they are %s; others do", async (_, leave) => {
  const now = new Date();
  const links = async (by: typeof ada, name: string) => {
    const { email } = await createUser(db, { ...ADA, email: `${name}@gazette.example`, role: "editor" }, by);
    return {
      invited: (await invite(db, { email: `new-${name}@gazette.example`, role: "admin", by, now })).token,
      reset: (await makeResetLink(db, { email, by, now })).token,
    };
  };
  const [bobs, adas] = [await links(bob, "one"), await links(ada, "two")];
  await leave();
  expect(await inviteOfToken(db, bobs.invited)).toBeNull();
  expect(await resetLinkOfToken(db, bobs.reset)).toBeNull();
  expect(await inviteOfToken(db, adas.invited)).not.toBeNull();
  expect(await resetLinkOfToken(db, adas.reset)).not.toBeNull();
});

test("also where a role or letting in again is taken back", async () => {
  await setRole(db, BOB.email, "editor", ada);
  await setRole(db, BOB.email, "admin", ada);
  await startJob(db, { kind: IMPORT_JOB, input: {}, by: bob });
  const [event] = await sql`select act::float8 as act from audit_event order by id desc limit 1`;
  await undoAct(db, { act: event?.act, by: ada, now: new Date() });
  expect(await stopped()).toEqual([[BOB.email, IMPORT_JOB, true]]);
});
