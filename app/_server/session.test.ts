import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import type { User } from "@/db/users";
import { beginSession, endOtherSessions, endOwnSession, ownSessions } from "@/lib/people/sessions";
import { createUser, disableUser, enableUser, setPassword } from "@/lib/people/users";
import { userOf } from "./auth";
import { isSecure, type Session, secondStepCookie, secondStepOf, sessionCookie, sessionOf } from "./session";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const SECRET = "a secret of this test";
const session = { sessionId: "abc", userId: 7, sessionVersion: 2 };

beforeAll(() => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("SITE_URL", "https://gazette.example");
});

test("a cookie holds the session, and nothing that anybody could make up", async () => {
  const { value, ...cookie } = await sessionCookie(session, new Headers());
  expect(cookie).toMatchObject({ name: "next-auth.session-token", httpOnly: true, sameSite: "lax", path: "/" });
  expect(await sessionOf(value)).toEqual(session);
  // Not the last sign: some of its bits say nothing.
  const changed = value.at(-9) === "A" ? "B" : "A";
  expect(await sessionOf(value.slice(0, -9) + changed + value.slice(-8))).toBeNull();
  expect(await sessionOf(undefined)).toBeNull();
  expect(await sessionOf("x".repeat(100_000))).toBeNull();
});

test.each([
  ["of another secret", { token: { ...session }, secret: "another secret" }],
  ["that is over", { token: { ...session }, secret: SECRET, maxAge: -60 }],
  ["of another make", { token: { sub: "7" }, secret: SECRET }],
  ["from before sessions had ids", { token: { userId: 7, sessionVersion: 2 }, secret: SECRET }],
  ["of the second step", { token: { ...session }, secret: SECRET, salt: "second step of signing in" }],
])("not one %s", async (_, made) => {
  expect(await sessionOf(await encode(made))).toBeNull();
});

test.each([
  [{ host: "gazette.example" }, true],
  [{ host: "127.0.0.1:3000", "x-forwarded-host": "gazette.example" }, true],
  [{ host: "127.0.0.1:3000", "x-forwarded-proto": "https" }, true],
  [{ host: "127.0.0.1:3000", "x-forwarded-proto": "http" }, false],
  [{ host: "127.0.0.1:3000", "x-forwarded-proto": "http, https" }, true],
  [{ host: "127.0.0.1:3000", "x-forwarded-proto": "https, http" }, false],
])("%j over https: %s", (headers, secure) => {
  expect(isSecure(new Headers(headers as unknown as Record<string, string>))).toBe(secure);
});

test("a secure cookie says so by its name", async () => {
  const cookie = await sessionCookie(session, new Headers({ host: "gazette.example" }));
  expect(cookie).toMatchObject({ name: "__Host-next-auth.session-token", secure: true });
});

const PERSON = { email: "desk@gazette.example", password: "correct horse", role: "editor" as const };
let user: User;
beforeEach(async () => {
  await sql`truncate "user", audit_event restart identity cascade`;
  await createUser(db, { email: "boss@gazette.example", password: "correct horse", role: "admin" }, by);
  user = await createUser(db, PERSON, by);
});
const NOW = new Date("2026-11-24T09:00:00Z");
const later = (ms: number) => new Date(NOW.getTime() + ms);
const DAY_MS = 86_400_000;
const begin = (agent: string | null = "Mozilla/5.0", now = NOW): Promise<Session> =>
  beginSession(db, { user, agent, now });
const whose = (of: Session | null, now = NOW) => userOf(db, of, now);

test("a session is its person's until they are signed out everywhere", async () => {
  const here = await begin();
  expect(await whose(here)).toMatchObject({ id: user.id, role: "editor" });
  await setPassword(db, user.email, "another horse", by);
  expect(await whose(here)).toBeNull();
  expect(await ownSessions(db, user, NOW)).toEqual([]);
});

test("nobody's: disabled, unknown, none, without a row, of somebody else", async () => {
  const here = await begin();
  expect(await whose({ ...here, userId: 1 })).toBeNull();
  expect(await whose({ ...here, sessionId: "made up" })).toBeNull();
  expect(await whose({ ...here, sessionVersion: 2 })).toBeNull();
  expect(await whose({ sessionId: "x", userId: 404, sessionVersion: 1 })).toBeNull();
  expect(await whose(null)).toBeNull();
  await disableUser(db, user.email, by);
  expect(await whose({ ...here, sessionVersion: user.sessionVersion + 1 })).toBeNull();
  // Not even when they may sign in again.
  await enableUser(db, user.email, by);
  for (const sessionVersion of [1, 2]) expect(await whose({ ...here, sessionVersion })).toBeNull();
});

test("each session can be ended for itself, and all others at once, by their own person alone", async () => {
  const [here, there, elsewhere] = [await begin(), await begin(), await begin()];
  const boss = { ...user, id: 1 };
  await expect(endOwnSession(db, boss, there.sessionId)).rejects.toMatchObject({ code: "not-found" });
  await endOwnSession(db, user, there.sessionId);
  expect([await whose(here), await whose(there)]).toMatchObject([{ id: user.id }, null]);
  expect(await endOtherSessions(db, user, here.sessionId)).toBe(1);
  expect([await whose(here), await whose(elsewhere)]).toMatchObject([{ id: user.id }, null]);
  expect(await endOtherSessions(db, user, here.sessionId)).toBe(0);
});

test("when it was used is noted every five minutes, and unused for 30 days it is over", async () => {
  const here = await begin();
  const seen = async () => (await ownSessions(db, user, NOW)).map(({ seenAt }) => seenAt);
  await whose(here, later(299_000));
  expect(await seen()).toEqual([NOW]);
  await whose(here, later(300_000));
  expect(await seen()).toEqual([later(300_000)]);
  expect(await whose(here, later(30 * DAY_MS))).toMatchObject({ id: user.id });
  expect(await whose(here, later(61 * DAY_MS))).toBeNull();
});

test("what is over is cleared away, and there are never more than a hundred", async () => {
  const rows = async () => (await sql`select id from user_session`).map(({ id }) => id);
  const old = await begin();
  const fresh = await begin(null, later(31 * DAY_MS));
  expect(await rows()).toEqual([fresh.sessionId]);
  for (let n = 1; n <= 100; n++) await begin(null, later(31 * DAY_MS + n));
  expect(await rows()).toHaveLength(100);
  expect(await rows()).not.toContain(fresh.sessionId);
  expect(old.sessionId).not.toBe(fresh.sessionId);
});

test("what a browser calls itself is kept bounded", async () => {
  await begin(`${"x".repeat(5000)}\0`);
  expect((await ownSessions(db, user, NOW))[0]?.agent).toHaveLength(300);
});

test("between the two steps a cookie names the person, for some minutes, and is no session", async () => {
  const step = { userId: 7, sessionVersion: 2 };
  const cookie = await secondStepCookie(step, new Headers({ host: "gazette.example" }));
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax", path: "/", maxAge: 300 });
  expect(await secondStepOf(cookie.value)).toEqual(step);
  expect(await sessionOf(cookie.value)).toBeNull();
  expect(await secondStepOf((await sessionCookie(session, new Headers())).value)).toBeNull();
});
