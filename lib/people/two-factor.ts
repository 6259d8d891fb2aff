/** The second factor: turned on by a first right code, off with the password; all of it is audited. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import * as rows from "@/db/two-factor";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { hashOfRecoveryCode, newRecoveryCodes } from "./recovery-codes";
import { seal, unseal } from "./sealed";
import { newTotpSecret, stepOfCode } from "./totp";
import { knownUser } from "./users";

/** How a person's second factor is. `begun`: a secret waits for its first code. */
export type TwoFactor =
  | { state: "off" }
  | { state: "begun"; secret: string }
  | { state: "on"; since: Date; codesLeft: number };

const purposeOf = (userId: number) => `totp ${userId}`;

/** @param secret the portal's secret, which the person's is sealed with */
export async function twoFactorOf(db: Db, { id }: User, secret: string): Promise<TwoFactor> {
  const row = await rows.totpOf(db, id);
  if (row?.since) return { state: "on", since: row.since, codesLeft: await rows.recoveryCodesLeft(db, id) };
  const own = row?.sealed ? unseal(row.sealed, purposeOf(id), secret) : null;
  return own === null ? { state: "off" } : { state: "begun", secret: own };
}

/** Makes a secret, which asks for no code until one was given. @throws AppError conflict when it is on already */
export async function beginTwoFactor(db: Db, { id }: User, secret: string): Promise<void> {
  const sealed = seal(newTotpSecret(), purposeOf(id), secret);
  if (!(await rows.putTotpSecret(db, id, sealed))) throw isOnAlready();
}

/** Forgets a secret that was begun with. */
export async function cancelTwoFactor(db: Db, user: User, secret: string): Promise<void> {
  if ((await twoFactorOf(db, user, secret)).state === "begun") await rows.clearTotp(db, user.id);
}

/**
 * From now on signing in asks for a code.
 * @returns the recovery codes, which are kept nowhere
 * @throws AppError wrong-code, conflict when it is on already or was not begun
 */
export async function turnOnTwoFactor(
  db: Db,
  { user, code, now }: { user: User; code: string; now: Date },
  secret: string,
): Promise<string[]> {
  return db.transaction(async (tx) => {
    const found = await twoFactorOf(tx, user, secret);
    if (found.state === "on") throw isOnAlready();
    if (found.state === "off") throw new AppError("conflict", { message: "Begin again: the secret is gone." });
    const step = stepOfCode(found.secret, code.replace(/\s/g, ""), now);
    if (step === null) {
      const message = "This code does not fit. Check the clock of the device that shows it, and take the next one.";
      throw new AppError("wrong-code", { message, fields: { code: message } });
    }
    if (!(await rows.markTotpOn(tx, user.id, now, step))) throw isOnAlready();
    await record(tx, user, "turn-on-two-factor");
    return putNewCodes(tx, user.id);
  });
}

/** The old ones work no more. @throws AppError conflict when it is off */
export async function renewRecoveryCodes(db: Db, user: User): Promise<string[]> {
  return db.transaction(async (tx) => {
    if (!(await rows.totpOf(tx, user.id))?.since) throw new AppError("conflict", { message: "Two-factor is off." });
    await record(tx, user, "renew-recovery-codes");
    return putNewCodes(tx, user.id);
  });
}

/** A person turns their own off. */
export async function turnOffTwoFactor(db: Db, user: User): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await rows.totpOf(tx, user.id))?.since) return;
    await rows.clearTotp(tx, user.id);
    await record(tx, user, "turn-off-two-factor");
  });
}

/** For somebody who is locked out. @throws AppError not-found, conflict for whoever acts */
export async function removeTwoFactor(db: Db, email: string, by: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    const person = await knownUser(tx, email);
    if (by.id === person.id) {
      throw new AppError("conflict", { message: "This is you. Turn it off in your account, with your password." });
    }
    if (!person.totpSince) return;
    await rows.clearTotp(tx, person.id);
    const change = { before: { twoFactor: true }, after: { twoFactor: false } };
    await appendAudit(tx, { by, action: "remove-two-factor", subject: "user", subjectId: person.id, ...change });
  });
}

/** Uses a code up, of the app or a recovery code: how it was right; null when it was not. */
export async function takeCode(
  tx: Db,
  { userId, code, now }: { userId: number; code: string; now: Date },
  secret: string,
): Promise<"code" | "recovery code" | null> {
  const row = await rows.totpOf(tx, userId);
  if (!row?.since) return null;
  const own = row.sealed === null ? null : unseal(row.sealed, purposeOf(userId), secret);
  const step = own === null ? null : stepOfCode(own, code.replace(/\s/g, ""), now);
  if (step !== null) return (await rows.takeTotpStep(tx, userId, step)) ? "code" : null;
  return (await rows.takeRecoveryCode(tx, userId, hashOfRecoveryCode(code))) ? "recovery code" : null;
}

async function putNewCodes(tx: Db, userId: number): Promise<string[]> {
  const codes = newRecoveryCodes();
  await rows.putRecoveryCodes(tx, userId, codes.map(hashOfRecoveryCode));
  return codes;
}

async function record(tx: Db, { id, email }: User, action: string): Promise<void> {
  await appendAudit(tx, { by: { id, name: email }, action, subject: "user", subjectId: id });
}

const isOnAlready = () => new AppError("conflict", { message: "Two-factor is on already." });
