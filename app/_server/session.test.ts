import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import type { User } from "@/db/users";
import { createUser, disableUser, setPassword } from "@/lib/people/users";
import { userOf } from "./auth";
import { isSecure, type Session, sessionCookie, sessionOf } from "./session";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const SECRET = "a secret of this test";
const session = { userId: 7, sessionVersion: 2 };

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
  expect(cookie).toMatchObject({ name: "__Secure-next-auth.session-token", secure: true });
});

const PERSON = { email: "desk@gazette.example", password: "correct horse", role: "editor" as const };
let user: User;
beforeEach(async () => {
  await sql`truncate "user", audit_event restart identity cascade`;
  await createUser(db, { email: "boss@gazette.example", password: "correct horse", role: "admin" }, by);
  user = await createUser(db, PERSON, by);
});
const sessionOfUser = (): Session => ({ userId: user.id, sessionVersion: user.sessionVersion });

test("a session is its person's until they are signed out everywhere", async () => {
  expect(await userOf(db, sessionOfUser())).toMatchObject({ id: user.id, role: "editor" });
  await setPassword(db, user.email, "another horse", by);
  expect(await userOf(db, sessionOfUser())).toBeNull();
});

test("nobody's: disabled, unknown, none", async () => {
  await disableUser(db, user.email, by);
  expect(await userOf(db, { ...sessionOfUser(), sessionVersion: user.sessionVersion + 1 })).toBeNull();
  expect(await userOf(db, { userId: 404, sessionVersion: 1 })).toBeNull();
  expect(await userOf(db, null)).toBeNull();
});
