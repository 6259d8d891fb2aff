/** People who may sign in. What leaves this file has no secret of theirs, except where it is asked for by name. */
import { and, count, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import type { Db } from "./client";
import { type Role, user } from "./schema";

const { passwordHash: _hash, totpSecret: _secret, totpLastStep: _step, ...publicColumns } = getTableColumns(user);

export { publicColumns as publicUserColumns };

export type User = {
  id: number;
  email: string;
  role: Role;
  disabledAt: Date | null;
  sessionVersion: number;
  lastSignInAt: Date | null;
  /** Since when signing in asks for a code, too; null: it doesn't. */
  totpSince: Date | null;
  createdAt: Date;
};

/** `email` in any case. */
export async function userByEmail(db: Db, email: string): Promise<User | null> {
  const [found] = await db.select(publicColumns).from(user).where(eq(user.email, email.trim().toLowerCase()));
  return found ?? null;
}

export async function userById(db: Db, id: number): Promise<User | null> {
  const [found] = await db.select(publicColumns).from(user).where(eq(user.id, id));
  return found ?? null;
}

/** Everyone, by e-mail. */
export async function users(db: Db): Promise<User[]> {
  return db.select(publicColumns).from(user).orderBy(user.email);
}

export async function passwordHashOf(db: Db, id: number): Promise<string | null> {
  const [found] = await db.select({ hash: user.passwordHash }).from(user).where(eq(user.id, id));
  return found?.hash ?? null;
}

/** How many there are, and how many of them are admins who may sign in. */
export async function userCounts(db: Db): Promise<{ all: number; admins: number }> {
  const admin = sql<number>`count(*) filter (where ${user.role} = 'admin' and ${user.disabledAt} is null)::int`;
  const [row] = await db.select({ all: count(), admins: admin }).from(user);
  return { all: row?.all ?? 0, admins: row?.admins ?? 0 };
}

/** Locks the admins who may sign in until the transaction ends, so that two changes cannot remove the last two. */
export async function lockAdmins(tx: Db): Promise<number[]> {
  const admins = tx.select({ id: user.id }).from(user).orderBy(user.id);
  const locked = await admins.where(and(eq(user.role, "admin"), isNull(user.disabledAt))).for("update");
  return locked.map(({ id }) => id);
}

/** Null: the e-mail is taken. */
export async function insertUser(
  tx: Db,
  row: { email: string; role: Role; passwordHash: string },
): Promise<User | null> {
  const [made] = await tx.insert(user).values(row).onConflictDoNothing().returning(publicColumns);
  return made ?? null;
}

export async function updateRole(tx: Db, id: number, role: Role): Promise<void> {
  await tx.update(user).set({ role }).where(eq(user.id, id));
}

/** Also ends every session from before. Gives the number that sessions from now on have. */
export async function updatePassword(tx: Db, id: number, passwordHash: string): Promise<number> {
  const changed = tx.update(user).set({ passwordHash, sessionVersion: nextVersion }).where(eq(user.id, id));
  const [row] = await changed.returning({ version: user.sessionVersion });
  return row?.version ?? 0;
}

export async function markEnabled(tx: Db, id: number): Promise<void> {
  await tx.update(user).set({ disabledAt: null }).where(eq(user.id, id));
}

/** Also signs the person out everywhere. */
export async function markDisabled(tx: Db, id: number): Promise<void> {
  await tx.update(user).set({ disabledAt: sql`now()`, sessionVersion: nextVersion }).where(eq(user.id, id));
}

export async function markSignedIn(tx: Db, id: number): Promise<void> {
  await tx.update(user).set({ lastSignInAt: sql`now()` }).where(eq(user.id, id));
}

const nextVersion = sql`${user.sessionVersion} + 1`;
