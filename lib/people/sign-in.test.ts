import { asc } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { userByEmail } from "@/db/users";
import { AppError } from "../errors";
import { type SignInLimits, signInLimits } from "./limits";
import { signIn } from "./sign-in";
import { createUser, disableUser } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const START = new Date("2026-11-23T09:00:00Z");
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
    ({ needsCode }) => (needsCode ? "code" : "in"),
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

/** Attempts of somebody who waits as long as they are told before each, and what came of them. */
const outcomes = async (count: number, given: (n: number) => Given) => {
  const all: unknown[] = [];
  let now = START;
  for (let n = 0; n < count; n++) {
    const { email = EMAIL, address = "203.0.113.9" } = given(n);
    const key = email.trim().toLowerCase();
    const isLast = n === count - 1;
    all.push(await outcome({ now, ...given(n) }));
    const waits = [limits.byEmail.waitMs(key, now), limits.byAddress.waitMs(address, now)];
    if (!isLast) now = new Date(now.getTime() + Math.max(...waits));
  }
  return { all, now };
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
  const { all, now } = await outcomes(10, (n) => ({ password: "wrong", address: `203.0.113.${n}` }));
  expect(all).toEqual(Array(10).fill("wrong-credentials"));
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(await outcome({ address: "198.51.100.1", now })).toBe("too-many-attempts");
  expect(await outcome({ email: " DESK@gazette.example", address: "198.51.100.1", now })).toBe("too-many-attempts");
  expect(await outcome({ email: "night@gazette.example", now })).toBe("in");
  expect(await outcome({ now: after(14.9) })).toBe("too-many-attempts");
  expect(await outcome({ now: after(15) })).toBe("in");
});

test("from the third failure on the next attempt waits, twice as long each time, known or not", async () => {
  for (const email of [EMAIL, "nobody@gazette.example"]) {
    limits = signInLimits();
    await outcomes(4, () => ({ email, password: "wrong" }));
    const attempt = { email, password: PASSWORD, address: "203.0.113.9", now: new Date(START.getTime() + 1000) };
    const refused = await signIn(db, attempt, limits).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "too-many-attempts",
      status: 429,
      retryAfterS: 2,
      message: "Too many failed attempts. Try again in 2 seconds.",
    });
  }
});

test("what has to wait is not tried, and makes the wait no longer", async () => {
  await outcomes(3, () => ({ password: "wrong" }));
  expect(await outcome({ password: "wrong" })).toBe("too-many-attempts");
  expect((await audited()).map(({ action }) => action)).toEqual(Array(3).fill("sign-in-failed"));
  expect(await outcome({ now: new Date(START.getTime() + 1000) })).toBe("in");
});

test("right passwords are never limited", async () => {
  const { all } = await outcomes(30, (n) => (n % 10 === 9 ? {} : { password: "wrong" }));
  expect(all).not.toContain("too-many-attempts");
  expect(all.filter((each) => each === "in")).toHaveLength(3);
  limits = signInLimits();
  expect(await Promise.all(Array.from({ length: 20 }, () => outcome()))).toEqual(Array(20).fill("in"));
});

test("guesses at the same time don't slip through", async () => {
  const guesses = await Promise.all(Array.from({ length: 30 }, () => outcome({ password: "wrong" })));
  expect(guesses.filter((guess) => guess === "wrong-credentials")).toHaveLength(3);
  expect(guesses.filter((guess) => guess === "too-many-attempts")).toHaveLength(27);
  expect(limits.running.size).toBe(0);
});

test("an address that tries many e-mails is slowed down and locked, too; others are not", async () => {
  const guess = (n: number) => ({ email: `guess-${n}@gazette.example`, password: "wrong" });
  const { all, now } = await outcomes(50, guess);
  expect(all).toEqual(Array(50).fill("wrong-credentials"));
  expect(now.getTime()).toBeGreaterThan(START.getTime());
  expect(await outcome({ now })).toBe("too-many-attempts");
  expect(await outcome({ address: "198.51.100.1", now })).toBe("in");
});

test("nor is it the way to try them all at once", async () => {
  const guess = (n: number) => outcome({ email: `guess-${n}@gazette.example`, password: "wrong" });
  const guesses = await Promise.all(Array.from({ length: 100 }, (_, n) => guess(n)));
  expect(guesses.filter((each) => each === "wrong-credentials")).toHaveLength(40);
  expect(guesses.filter((each) => each === "too-many-attempts")).toHaveLength(60);
  expect(await outcome()).toBe("too-many-attempts");
  expect(await outcome({ now: new Date(START.getTime() + 1000) })).toBe("in");
});

test("many of one newsroom come in at once", async () => {
  const emails = Array.from({ length: 30 }, (_, n) => `desk-${n}@gazette.example`);
  for (const email of emails) {
    await sql`insert into "user" (email, role, password_hash) select ${email}, role, password_hash from "user" where id = 1`;
  }
  const all = await Promise.all(emails.map((email) => outcome({ email })));
  expect(new Set(all)).toEqual(new Set(["in"]));
  expect(limits.byAddress.waitMs("203.0.113.9", START)).toBe(0);
});
