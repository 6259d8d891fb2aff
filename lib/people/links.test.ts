import { beforeEach, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { type User, userByEmail } from "@/db/users";
import { acceptInvite, invite, inviteOfToken, openInvites, withdrawInvite } from "./invite";
import { signInLimits } from "./limits";
import { changeOwnPassword, confirmPassword } from "./own-password";
import { makeResetLink, resetLinkOfToken, resetPassword } from "./reset-link";
import { beginSession, ownSessions } from "./sessions";
import { checkCredentials, signIn } from "./sign-in";
import { createUser, disableUser } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const BOSS = { email: "boss@gazette.example", password: "correct horse", role: "admin" as const };
const DESK = { email: "desk@gazette.example", password: "correct horse", role: "editor" as const };
const NEW = "battery staple";
let boss: User;

beforeEach(async () => {
  await sql`truncate "user", one_time_link, audit_event restart identity cascade`;
  boss = await createUser(db, BOSS, by);
});

const asBoss = () => ({ id: boss.id, name: boss.email });
const invited = (role: "editor" | "admin" = "editor", now = new Date()) =>
  invite(db, { email: " Desk@Gazette.example", role, by: asBoss(), now });
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

describe("an invitation", () => {
  test("makes the person with the role it says, once", async () => {
    const { token } = await invited("admin");
    expect(await inviteOfToken(db, token)).toMatchObject({ email: DESK.email, role: "admin" });
    expect(await acceptInvite(db, token, NEW)).toMatchObject({ email: DESK.email, role: "admin" });
    expect((await userByEmail(db, DESK.email))?.lastSignInAt).toBeInstanceOf(Date);
    expect(await inviteOfToken(db, token)).toBeNull();
    await expect(acceptInvite(db, token, NEW)).rejects.toMatchObject({ code: "link-used" });
    expect(await openInvites(db, new Date())).toEqual([]);
  });

  test("of two who use it at once one is refused, and a refused password leaves it", async () => {
    const { token } = await invited();
    await expect(acceptInvite(db, token, "short")).rejects.toMatchObject({ code: "invalid" });
    const both = await Promise.allSettled([acceptInvite(db, token, NEW), acceptInvite(db, token, "another one")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("works for seven days", async () => {
    const fresh = await invited("editor", ago(6.99));
    expect(await inviteOfToken(db, fresh.token)).not.toBeNull();
    expect(await openInvites(db, new Date())).toMatchObject([{ email: DESK.email, role: "editor" }]);
    const old = await invited("editor", ago(7.01));
    expect(await inviteOfToken(db, old.token)).toBeNull();
    await expect(acceptInvite(db, old.token, NEW)).rejects.toMatchObject({ code: "link-used" });
    expect(await openInvites(db, new Date())).toEqual([]);
  });

  test("is replaced by the next for the same e-mail, withdrawn, and gone once there is such a person", async () => {
    const first = await invited();
    const second = await invited();
    expect(await inviteOfToken(db, first.token)).toBeNull();
    await withdrawInvite(db, DESK.email, asBoss());
    expect(await inviteOfToken(db, second.token)).toBeNull();
    await expect(withdrawInvite(db, DESK.email, asBoss())).rejects.toMatchObject({ code: "not-found" });
    const third = await invited();
    await createUser(db, DESK, by);
    expect(await inviteOfToken(db, third.token)).toBeNull();
    await expect(invited()).rejects.toMatchObject({ code: "email-taken" });
    await expect(invite(db, { email: "desk", role: "editor", by, now: new Date() })).rejects.toMatchObject({
      fields: { email: expect.any(String) },
    });
  });
});

describe("a link for a new password", () => {
  const made = async (now = new Date()) => (await makeResetLink(db, { email: DESK.email, by: asBoss(), now })).token;
  let desk: User;
  beforeEach(async () => {
    desk = await createUser(db, DESK, by);
  });

  test("sets it once, and ends every session; until then the old one works", async () => {
    await beginSession(db, { user: desk, agent: null, now: new Date() });
    const token = await made();
    expect(await checkCredentials(db, DESK.email, DESK.password)).not.toBeNull();
    expect(await resetLinkOfToken(db, token)).toMatchObject({ email: DESK.email });
    await resetPassword(db, token, NEW, signInLimits());
    expect(await checkCredentials(db, DESK.email, NEW)).not.toBeNull();
    expect(await checkCredentials(db, DESK.email, DESK.password)).toBeNull();
    expect(await ownSessions(db, desk, new Date())).toEqual([]);
    await expect(resetPassword(db, token, NEW, signInLimits())).rejects.toMatchObject({ code: "link-used" });
  });

  test("forgets failed attempts at the old one", async () => {
    const limits = signInLimits();
    const attempt = { email: DESK.email, address: "", now: new Date() };
    for (let n = 0; n < 3; n++) {
      await expect(signIn(db, { ...attempt, password: "wrong" }, limits)).rejects.toMatchObject({
        code: "wrong-credentials",
      });
    }
    await expect(signIn(db, { ...attempt, password: NEW }, limits)).rejects.toMatchObject({
      code: "too-many-attempts",
    });
    await resetPassword(db, await made(), NEW, limits);
    expect(await signIn(db, { ...attempt, password: NEW }, limits)).toMatchObject({ needsCode: false });
  });

  test("works for two days, is replaced by the next, and does nothing for somebody disabled", async () => {
    expect(await resetLinkOfToken(db, await made(ago(2.01)))).toBeNull();
    const first = await made();
    const second = await made();
    expect(await resetLinkOfToken(db, first)).toBeNull();
    await disableUser(db, DESK.email, asBoss());
    expect(await resetLinkOfToken(db, second)).toBeNull();
    await expect(resetPassword(db, second, NEW, signInLimits())).rejects.toMatchObject({ code: "link-used" });
    await expect(made()).rejects.toMatchObject({ code: "conflict" });
  });

  test("is no invitation, and an invitation no such link", async () => {
    const token = await made();
    await expect(acceptInvite(db, token, NEW)).rejects.toMatchObject({ code: "link-used" });
    const other = await invite(db, { email: "new@gazette.example", role: "admin", by, now: new Date() });
    await expect(resetPassword(db, other.token, NEW, signInLimits())).rejects.toMatchObject({ code: "link-used" });
  });
});

describe("one's own password", () => {
  const asked = { password: BOSS.password, newPassword: NEW, sessionId: "here", address: "", now: new Date() };

  test("is changed with the present one, and ends every session but this one", async () => {
    const now = new Date();
    const { sessionId } = await beginSession(db, { user: boss, agent: null, now });
    await beginSession(db, { user: boss, agent: null, now });
    const after = await changeOwnPassword(db, { ...asked, user: boss, sessionId }, signInLimits());
    expect(after.sessionVersion).toBe(2);
    expect((await ownSessions(db, boss, now)).map(({ id }) => id)).toEqual([sessionId]);
    expect(await checkCredentials(db, BOSS.email, NEW)).not.toBeNull();
  });

  test("is refused without, and with one too short, each at its field", async () => {
    const limits = signInLimits();
    const change = (given: object) => changeOwnPassword(db, { ...asked, user: boss, ...given }, limits);
    await expect(change({ password: "wrong" })).rejects.toMatchObject({ fields: { password: expect.any(String) } });
    await expect(change({ newPassword: "short" })).rejects.toMatchObject({
      fields: { newPassword: expect.any(String) },
    });
    expect(await checkCredentials(db, BOSS.email, BOSS.password)).not.toBeNull();
  });

  test("is not to be guessed at an open tab, either", async () => {
    const limits = signInLimits();
    const guess = (password: string) =>
      confirmPassword(db, { user: boss, password, address: "", now: asked.now }, limits);
    for (let n = 0; n < 3; n++) await expect(guess("wrong")).rejects.toMatchObject({ code: "wrong-password" });
    await expect(guess(BOSS.password)).rejects.toMatchObject({ code: "too-many-attempts" });
  });
});
