/** No secret is kept as it is, nor audited, nor logged. */
import { expect, test, vi } from "vitest";
import { scratchDatabase } from "@/db/testing/scratch";
import { AppError } from "../errors";
import { log } from "../log/log";
import { acceptInvite, invite } from "./invite";
import { signInLimits } from "./limits";
import { changeOwnPassword } from "./own-password";
import { makeResetLink, resetPassword } from "./reset-link";
import { signInWithCode } from "./second-step";
import { makeSetupLink, redeemSetupLink } from "./setup-link";
import { signIn } from "./sign-in";
import { codeAt } from "./totp";
import { beginTwoFactor, renewRecoveryCodes, turnOnTwoFactor, twoFactorOf } from "./two-factor";
import { setPassword } from "./users";

const { db, sql } = scratchDatabase();
const SECRET = "the portal's own secret";
const METHODS = ["log", "info", "warn", "error", "debug"] as const;

test("passwords, tokens, codes and the app's secret stand nowhere: not in a table, the audit, a log or an error", async () => {
  const logged: unknown[] = [];
  for (const method of METHODS) vi.spyOn(console, method).mockImplementation((...said) => void logged.push(said));
  for (const level of ["info", "warn", "error", "debug"] as const) {
    vi.spyOn(log(), level).mockImplementation((...said: unknown[]) => void logged.push(said));
  }
  const errors: unknown[] = [];
  const refused = (act: Promise<unknown>) =>
    act.then(
      () => expect.unreachable(),
      (error: unknown) => errors.push(error),
    );
  const limits = signInLimits();
  const now = new Date();
  const from = { address: "203.0.113.9", now };
  const passwords = [
    "first-Password-1",
    "second-Password-2",
    "third-Password-3",
    "guessed-Password-4",
    "fifth-Password-5",
  ];
  const [first = "", second = "", third = "", guessed = "", fifth = ""] = passwords;

  const setup = (await makeSetupLink(db)) ?? "";
  const boss = await redeemSetupLink(db, setup, "boss@gazette.example", first);
  const by = { id: boss.id, name: boss.email };
  const { token: invitation } = await invite(db, { email: "desk@gazette.example", role: "editor", by, now });
  const { token: unused } = await invite(db, { email: "late@gazette.example", role: "editor", by, now });
  const desk = await acceptInvite(db, invitation, second);
  const { token: reset } = await makeResetLink(db, { email: desk.email, by, now });
  await resetPassword(db, reset, third, limits);
  const { token: pending } = await makeResetLink(db, { email: desk.email, by, now });
  await setPassword(db, boss.email, fifth, { id: null, name: "test" });
  await refused(signIn(db, { email: desk.email, password: guessed, ...from }, limits));
  await refused(acceptInvite(db, unused, "short"));
  const { user } = await signIn(db, { email: desk.email, password: third, ...from }, limits);
  await refused(
    changeOwnPassword(db, { user, password: guessed, newPassword: first, sessionId: "x", ...from }, limits),
  );

  await beginTwoFactor(db, user, SECRET);
  const factor = await twoFactorOf(db, user, SECRET);
  const own = factor.state === "begun" ? factor.secret : "";
  const codes = await turnOnTwoFactor(db, { user, code: codeAt(own, now), now }, SECRET);
  const renewed = await renewRecoveryCodes(db, user);
  const attempt = { userId: user.id, sessionVersion: user.sessionVersion, ...from };
  await refused(signInWithCode(db, { ...attempt, code: codes[0] ?? "" }, { limits, secret: SECRET }));
  await signInWithCode(db, { ...attempt, code: renewed[0] ?? "" }, { limits, secret: SECRET });

  const tables = await sql`select table_name from information_schema.tables where table_schema = 'public'`;
  const names = tables.map(({ table_name }) => table_name as string);
  expect(names).toEqual(expect.arrayContaining(["user", "audit_event", "one_time_link", "recovery_code"]));
  let kept = "";
  for (const name of names) kept += JSON.stringify(await sql`select * from ${sql(name)}`);
  expect(kept).toContain("late@gazette.example");
  expect(errors).toHaveLength(4);
  for (const error of errors) expect(error).toBeInstanceOf(AppError);
  const said = JSON.stringify([
    logged,
    errors.map((error) => [String(error), error instanceof Error ? error.stack : "", error]),
  ]);
  expect(own).toHaveLength(32);
  const secrets = [...passwords, setup, invitation, unused, reset, pending, own, SECRET, ...codes, ...renewed];
  for (const secret of secrets.flatMap((text) => [text, text.replaceAll("-", "")])) {
    expect(secret.length).toBeGreaterThan(10);
    expect(kept).not.toContain(secret);
    expect(said).not.toContain(secret);
  }
  // Hashes and sealed secrets stand in their own table alone.
  const audit = JSON.stringify(await sql`select * from audit_event`);
  expect(audit).not.toMatch(/argon2|v1\./);
});
