/** The second factor of a person: the sealed secret of their authenticator app, and hashes of their recovery codes. */
import { and, count, eq, isNull, lt, or } from "drizzle-orm";
import type { Db } from "./client";
import { recoveryCode, user } from "./schema";

export type TotpRow = { sealed: string | null; since: Date | null; lastStep: number | null };

export async function totpOf(db: Db, userId: number): Promise<TotpRow | null> {
  const columns = { sealed: user.totpSecret, since: user.totpSince, lastStep: user.totpLastStep };
  const [row] = await db.select(columns).from(user).where(eq(user.id, userId));
  return row ?? null;
}

/** Keeps a secret that no code was given for yet. False: a second factor is on already. */
export async function putTotpSecret(tx: Db, userId: number, sealed: string): Promise<boolean> {
  const off = and(eq(user.id, userId), isNull(user.totpSince));
  const kept = tx.update(user).set({ totpSecret: sealed, totpLastStep: null }).where(off);
  return (await kept.returning({ id: user.id })).length > 0;
}

/** False: it was on already. */
export async function markTotpOn(tx: Db, userId: number, since: Date, step: number): Promise<boolean> {
  const off = and(eq(user.id, userId), isNull(user.totpSince));
  const turned = tx.update(user).set({ totpSince: since, totpLastStep: step }).where(off);
  return (await turned.returning({ id: user.id })).length > 0;
}

/** Uses a time step up; false when its code, or a later one, was used before. */
export async function takeTotpStep(tx: Db, userId: number, step: number): Promise<boolean> {
  const unused = and(eq(user.id, userId), or(isNull(user.totpLastStep), lt(user.totpLastStep, step)));
  const taken = tx.update(user).set({ totpLastStep: step }).where(unused);
  return (await taken.returning({ id: user.id })).length > 0;
}

/** Forgets the secret and the recovery codes. */
export async function clearTotp(tx: Db, userId: number): Promise<void> {
  await tx.update(user).set({ totpSecret: null, totpSince: null, totpLastStep: null }).where(eq(user.id, userId));
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
}

/** Replaces a person's recovery codes. */
export async function putRecoveryCodes(tx: Db, userId: number, hashes: string[]): Promise<void> {
  await tx.delete(recoveryCode).where(eq(recoveryCode.userId, userId));
  await tx.insert(recoveryCode).values(hashes.map((hash) => ({ userId, hash })));
}

/** Uses a recovery code up; false when there is none such (any more). */
export async function takeRecoveryCode(tx: Db, userId: number, hash: string): Promise<boolean> {
  const it = and(eq(recoveryCode.userId, userId), eq(recoveryCode.hash, hash));
  return (await tx.delete(recoveryCode).where(it).returning({ hash: recoveryCode.hash })).length > 0;
}

/** How many recovery codes are left. */
export async function recoveryCodesLeft(db: Db, userId: number): Promise<number> {
  const [row] = await db.select({ left: count() }).from(recoveryCode).where(eq(recoveryCode.userId, userId));
  return row?.left ?? 0;
}
