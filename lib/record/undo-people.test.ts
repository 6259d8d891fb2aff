import { asc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { createUser, disableUser, enableUser, setRole, userByEmail } from "../people/users";
import { subjectsFor } from "./subjects";
import { type Undo, undoAct } from "./undo";

const { db, sql } = scratchDatabase();
const NOW = new Date("2026-11-23T12:00:00Z");
const password = "correct horse battery";
const by = { id: 1, name: "boss@desk.example" };
const EMAIL = "day@desk.example";

beforeEach(async () => {
  await sql`truncate "user", audit_event restart identity cascade`;
  await createUser(db, { email: by.name, password, role: "admin" }, { id: null, name: "test" });
  await createUser(db, { email: EMAIL, password, role: "editor" }, by);
});

async function lastAct(): Promise<number> {
  const events = await db.select().from(auditEvent).where(eq(auditEvent.subjectId, "2")).orderBy(asc(auditEvent.id));
  return events.at(-1)?.act ?? 0;
}

const undo = (act: number, given: Partial<Undo> = {}) => undoAct(db, { act, by, now: NOW, ...given });
const code = (done: Promise<unknown>) =>
  done.then(
    () => "done",
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

test.each<[string, () => Promise<void>]>([
  ["a role", () => setRole(db, EMAIL, "admin", by)],
  ["shutting somebody out", () => disableUser(db, EMAIL, by)],
])("%s can be taken back, and that too", async (_, change) => {
  const seen = async () => {
    const { role, disabledAt } = (await userByEmail(db, EMAIL)) ?? {};
    return { role, out: disabledAt !== null };
  };
  const before = await seen();
  await change();
  const after = await seen();
  expect(after).not.toEqual(before);
  const { act } = await undo(await lastAct());
  expect(await seen()).toEqual(before);
  await undo(act);
  expect(await seen()).toEqual(after);
});

test("not what was changed again since, nor twice", async () => {
  await disableUser(db, EMAIL, by);
  const act = await lastAct();
  await enableUser(db, EMAIL, by);
  expect(await code(undo(act))).toBe("conflict");
  const letIn = await lastAct();
  await undo(letIn);
  expect(await code(undo(letIn))).toBe("undone");
});

test("not the making of an account, and nothing of it for editors", async () => {
  expect(await code(undo(await lastAct()))).toBe("invalid");
  await setRole(db, EMAIL, "admin", by);
  expect(await code(undo(await lastAct(), { subjects: subjectsFor("editor") }))).toBe("not-found");
});

test("the last admin stays one", async () => {
  await setRole(db, EMAIL, "admin", by);
  const act = await lastAct();
  await setRole(db, by.name, "editor", { id: 2, name: EMAIL });
  expect(await code(undo(act))).toBe("conflict");
  expect(await userByEmail(db, EMAIL)).toMatchObject({ role: "admin" });
});
