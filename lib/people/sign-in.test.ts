import { asc } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { userByEmail } from "@/db/users";
import { AppError } from "../errors";
import { type SignInLimits, signIn, signInLimits } from "./sign-in";
import { createUser, disableUser } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const START = new Date("2026-11-23T09:00:00Z");
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const EMAIL = "desk@gazette.example";
const PASSWORD = "correct horse";
let limits: SignInLimits;

beforeEach(async () => {
  await sql`truncate "user", audit_event restart identity cascade`;
  await createUser(db, { email: EMAIL, password: PASSWORD, role: "editor" }, by);
  limits = signInLimits();
});

type Given = { email?: string; password?: string; address?: string; now?: Date };

/** `in`, or the code of the refusal. */
const outcome = ({ email = EMAIL, password = PASSWORD, address = "203.0.113.9", now = START }: Given = {}) =>
  signIn(db, { email, password, address, now }, limits).then(
    () => "in",
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

const outcomes = async (count: number, given: (n: number) => Given) => {
  const all: unknown[] = [];
  for (let n = 0; n < count; n++) all.push(await outcome(given(n)));
  return all;
};

const audited = async () => (await db.select().from(auditEvent).orderBy(asc(auditEvent.id))).slice(1);

test("signs in with the e-mail in any case, notes when, and who", async () => {
  expect(await outcome({ email: " Desk@Gazette.EXAMPLE " })).toBe("in");
  expect((await userByEmail(db, EMAIL))?.lastSignInAt).toBeInstanceOf(Date);
  expect(await audited()).toMatchObject([
    { actor: EMAIL, userId: 1, action: "sign-in", subject: "user", subjectId: "1" },
  ]);
});

test("a failure is audited with what was typed, bounded, and never with the password", async () => {
  expect(await outcome({ password: "wrong horse" })).toBe("wrong-credentials");
  expect(await outcome({ email: `${"x".repeat(300)}\0`, password: "wrong horse" })).toBe("wrong-credentials");
  const events = await audited();
  expect(events).toMatchObject([
    { actor: EMAIL, userId: 1, action: "sign-in-failed" },
    { actor: "x".repeat(200), userId: null, subjectId: null, action: "sign-in-failed" },
  ]);
  expect(JSON.stringify(events)).not.toContain("horse");
  expect((await userByEmail(db, EMAIL))?.lastSignInAt).toBeNull();
});

test("a disabled person is as wrong as an unknown one", async () => {
  await createUser(db, { email: "boss@gazette.example", password: PASSWORD, role: "admin" }, by);
  await disableUser(db, EMAIL, by);
  expect(await outcome()).toBe("wrong-credentials");
});

test("after ten failures even the right password waits for 15 minutes, other people don't", async () => {
  await createUser(db, { email: "night@gazette.example", password: PASSWORD, role: "editor" }, by);
  const failures = await outcomes(10, (n) => ({ password: "wrong", address: `203.0.113.${n}` }));
  expect(failures).toEqual(Array(10).fill("wrong-credentials"));
  expect(await outcome({ address: "198.51.100.1" })).toBe("too-many-attempts");
  expect(await outcome({ email: " DESK@gazette.example", address: "198.51.100.1" })).toBe("too-many-attempts");
  expect(await outcome({ email: "night@gazette.example" })).toBe("in");
  expect(await outcome({ now: later(14.9) })).toBe("too-many-attempts");
  expect(await outcome({ now: later(15) })).toBe("in");
});

test("right passwords are never limited", async () => {
  expect(await outcomes(30, (n) => (n % 10 === 9 ? {} : { password: "wrong" }))).not.toContain("too-many-attempts");
  expect(await Promise.all(Array.from({ length: 20 }, () => outcome()))).toEqual(Array(20).fill("in"));
});

test("guesses at the same time don't slip through", async () => {
  const guesses = await Promise.all(Array.from({ length: 30 }, () => outcome({ password: "wrong" })));
  expect(guesses.filter((guess) => guess === "wrong-credentials")).toHaveLength(10);
  expect(guesses.filter((guess) => guess === "too-many-attempts")).toHaveLength(20);
  expect(limits.running.size).toBe(0);
});

test("an address that tries many e-mails is locked, too; others are not", async () => {
  await outcomes(50, (n) => ({ email: `guess-${n}@gazette.example`, password: "wrong" }));
  expect(await outcome()).toBe("too-many-attempts");
  expect(await outcome({ address: "198.51.100.1" })).toBe("in");
});
