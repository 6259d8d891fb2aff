import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { auditEvent } from "@/db/schema";
import { scratchDatabase } from "@/db/testing/scratch";
import { passwordHashOf } from "@/db/users";
import { hashPassword, verifyPassword } from "./password";
import { isSetupLink, makeSetupLink, redeemSetupLink } from "./setup-link";
import { checkCredentials } from "./sign-in";
import { createUser, disableUser, enableUser, listUsers, setPassword, setRole, userByEmail } from "./users";

const { db, sql } = scratchDatabase();
const by = { id: null, name: "test" };
const ada = { email: "Ada@Example.org ", password: "correct horse", role: "admin" as const };

// The audit refuses deletes, and people it names cannot go; truncating both passes its row trigger.
afterEach(async () => {
  await sql`truncate "user", one_time_link, audit_event restart identity cascade`;
});

describe("users", () => {
  test("an e-mail is kept in lower case and found in any", async () => {
    await createUser(db, ada, by);
    expect(await userByEmail(db, "ADA@example.ORG")).toMatchObject({ email: "ada@example.org", role: "admin" });
    await expect(createUser(db, { ...ada, email: "aDa@example.org" }, by)).rejects.toMatchObject({
      code: "email-taken",
    });
    expect(JSON.stringify(await listUsers(db))).not.toContain("argon2");
  });

  test("what is not an e-mail, or too short a password, is refused", async () => {
    await expect(createUser(db, { ...ada, email: "ada" }, by)).rejects.toMatchObject({ code: "invalid" });
    await expect(createUser(db, { ...ada, password: "1234567" }, by)).rejects.toMatchObject({ code: "invalid" });
    expect(await listUsers(db)).toEqual([]);
  });

  test("a new password replaces the old one and ends sessions", async () => {
    const { id } = await createUser(db, ada, by);
    await setPassword(db, "ada@example.org", "battery staple", by);
    const hash = await passwordHashOf(db, id);
    expect(await verifyPassword(hash, "battery staple")).toBe(true);
    expect(await verifyPassword(hash, ada.password)).toBe(false);
    expect((await userByEmail(db, ada.email))?.sessionVersion).toBe(2);
  });

  test("the last admin who may sign in stays one, even when two changes come at once", async () => {
    await createUser(db, ada, by);
    await expect(setRole(db, ada.email, "editor", by)).rejects.toMatchObject({ code: "conflict" });
    await expect(disableUser(db, ada.email, by)).rejects.toMatchObject({ code: "conflict" });
    await createUser(db, { ...ada, email: "bob@example.org" }, by);
    const both = await Promise.allSettled([
      setRole(db, ada.email, "editor", by),
      disableUser(db, "bob@example.org", by),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  test("nobody demotes or disables themselves, other than by the command line", async () => {
    const { id, email } = await createUser(db, ada, by);
    await createUser(db, { ...ada, email: "bob@example.org" }, by);
    const self = { id, name: email };
    await expect(disableUser(db, email, self)).rejects.toMatchObject({ code: "conflict" });
    await expect(setRole(db, email, "editor", self)).rejects.toMatchObject({ code: "conflict" });
    expect(await userByEmail(db, email)).toMatchObject({ role: "admin", disabledAt: null });
    await disableUser(db, email, by);
    expect(await userByEmail(db, email)).toMatchObject({ disabledAt: expect.any(Date) });
  });

  test("disabling ends sessions and keeps out", async () => {
    await createUser(db, ada, by);
    const bob = { ...ada, email: "bob@example.org", role: "editor" as const };
    await createUser(db, bob, by);
    expect(await checkCredentials(db, bob.email, bob.password)).toMatchObject({ user: { email: bob.email } });
    await disableUser(db, bob.email, by);
    expect(await checkCredentials(db, bob.email, bob.password)).toBeNull();
    expect(await userByEmail(db, bob.email)).toMatchObject({ sessionVersion: 2, disabledAt: expect.any(Date) });
    await enableUser(db, bob.email, by);
    expect(await userByEmail(db, bob.email)).toMatchObject({ sessionVersion: 2, disabledAt: null });
  });

  test("each change is in the audit, without passwords", async () => {
    await createUser(db, ada, by);
    await createUser(db, { ...ada, email: "bob@example.org" }, by);
    await setRole(db, ada.email, "editor", by);
    await setPassword(db, ada.email, "battery staple", by);
    await disableUser(db, ada.email, by);
    await expect(setRole(db, "eve@example.org", "admin", by)).rejects.toMatchObject({ code: "not-found" });
    const events = await db.select().from(auditEvent).orderBy(auditEvent.id);
    expect(events.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      "test create-user",
      "test create-user",
      "test set-role",
      "test set-password",
      "test disable-user",
    ]);
    expect(events[2]).toMatchObject({ before: { role: "admin" }, after: { role: "editor" } });
    expect(JSON.stringify(events)).not.toMatch(/argon2|staple|horse/);
  });
});

describe("signing in", () => {
  test("notes success on the person, failure in the audit", async () => {
    const { id } = await createUser(db, ada, by);
    expect(await checkCredentials(db, "ada@EXAMPLE.org", ada.password)).toMatchObject({
      user: { id },
      needsCode: false,
    });
    expect((await userByEmail(db, ada.email))?.lastSignInAt).toBeInstanceOf(Date);
    expect(await checkCredentials(db, ada.email, "wrong")).toBeNull();
    expect(await checkCredentials(db, "eve@example.org", ada.password)).toBeNull();
    const failures = (await db.select().from(auditEvent)).filter(({ action }) => action === "sign-in-failed");
    expect(failures.map(({ actor, subjectId }) => [actor, subjectId])).toEqual([
      ["ada@example.org", String(id)],
      ["eve@example.org", null],
    ]);
  });
});

describe("passwords", () => {
  let hash: string;
  beforeAll(async () => {
    hash = await hashPassword("correct horse");
  });

  test("are argon2id hashes that fit only theirs", async () => {
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, "correct horse")).toBe(true);
    expect(await verifyPassword(hash, "correct horse ")).toBe(false);
  });

  test("fit nobody without a hash, not even the one that is compared in its place", async () => {
    expect(await verifyPassword(null, "nobody's password")).toBe(false);
  });
});

describe("the set-up link", () => {
  const email = "first@example.org";

  test("makes one admin, once", async () => {
    const token = (await makeSetupLink(db)) ?? "";
    expect(await isSetupLink(db, token)).toBe(true);
    const admin = await redeemSetupLink(db, token, email, "long enough");
    expect(admin).toMatchObject({ email, role: "admin" });
    expect(await isSetupLink(db, token)).toBe(false);
    await expect(redeemSetupLink(db, token, "b@example.org", "long enough")).rejects.toMatchObject({
      code: "link-used",
    });
    expect(await makeSetupLink(db)).toBeNull();
  });

  test("signs the admin in, which is noted like any sign-in", async () => {
    const { id } = await redeemSetupLink(db, (await makeSetupLink(db)) ?? "", email, "long enough");
    expect((await userByEmail(db, email))?.lastSignInAt).toBeInstanceOf(Date);
    const events = await db.select().from(auditEvent).orderBy(auditEvent.id);
    expect(events.map(({ action, actor, subjectId }) => [action, actor, subjectId])).toEqual([
      ["create-user", "setup link", String(id)],
      ["sign-in", email, String(id)],
    ]);
  });

  test("makes one admin when two use it at once", async () => {
    const token = (await makeSetupLink(db)) ?? "";
    const both = await Promise.allSettled(
      ["a@example.org", "b@example.org"].map((address) => redeemSetupLink(db, token, address, "long enough")),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await listUsers(db)).toHaveLength(1);
  });

  test("survives a refused password, and is replaced by the next one made", async () => {
    const old = (await makeSetupLink(db)) ?? "";
    await expect(redeemSetupLink(db, old, email, "short")).rejects.toMatchObject({ code: "invalid" });
    const token = (await makeSetupLink(db)) ?? "";
    await expect(redeemSetupLink(db, old, email, "long enough")).rejects.toMatchObject({ code: "link-used" });
    await redeemSetupLink(db, token, email, "long enough");
  });

  test("is not kept in the database", async () => {
    const token = await makeSetupLink(db);
    expect(JSON.stringify(await sql`select * from one_time_link`)).not.toContain(token);
  });
});
