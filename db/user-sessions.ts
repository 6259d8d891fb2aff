/** Where people are signed in. A session without its row is over. */
import { and, desc, eq, gt, lte, ne, sql } from "drizzle-orm";
import type { Db } from "./client";
import { user, userSession } from "./schema";
import { publicUserColumns, type User } from "./users";

export type UserSession = Omit<typeof userSession.$inferSelect, "userId">;
type Named = { sessionId: string; userId: number; sessionVersion: number };

/** Whose session it is: nobody's once it was ended, unused since before `seenAfter`, or its person may not enter. */
export async function userOfSession(
  db: Db,
  { sessionId, userId, sessionVersion }: Named,
  seenAfter: Date,
): Promise<{ user: User; seenAt: Date } | null> {
  const rows = db.select({ user: publicUserColumns, seenAt: userSession.seenAt }).from(userSession);
  const [found] = await rows
    .innerJoin(user, eq(user.id, userSession.userId))
    .where(
      and(
        eq(userSession.id, sessionId),
        eq(userSession.userId, userId),
        eq(user.sessionVersion, sessionVersion),
        sql`${user.disabledAt} is null`,
        gt(userSession.seenAt, seenAfter),
      ),
    );
  return found ?? null;
}

export async function insertSession(
  tx: Db,
  row: { id: string; userId: number; agent: string | null; now: Date },
): Promise<void> {
  const { now, ...rest } = row;
  await tx.insert(userSession).values({ ...rest, createdAt: now, seenAt: now });
}

export async function markSeen(db: Db, id: string, now: Date): Promise<void> {
  await db.update(userSession).set({ seenAt: now }).where(eq(userSession.id, id));
}

/** A person's sessions used after `seenAfter`, the last used first. */
export async function sessionsOfUser(db: Db, userId: number, seenAfter: Date): Promise<UserSession[]> {
  const { id, agent, createdAt, seenAt } = userSession;
  const rows = db.select({ id, agent, createdAt, seenAt }).from(userSession);
  return rows
    .where(and(eq(userSession.userId, userId), gt(seenAt, seenAfter)))
    .orderBy(desc(seenAt), desc(createdAt), id);
}

/** False: the person had no such session. */
export async function deleteSession(tx: Db, userId: number, id: string): Promise<boolean> {
  const own = and(eq(userSession.userId, userId), eq(userSession.id, id));
  return (await tx.delete(userSession).where(own).returning({ id: userSession.id })).length > 0;
}

/** All of a person's. Gives how many there were. */
export async function deleteSessions(tx: Db, userId: number): Promise<number> {
  return (await tx.delete(userSession).where(eq(userSession.userId, userId)).returning({ id: userSession.id })).length;
}

/** All of a person's but one. Gives how many there were. */
export async function deleteOtherSessions(tx: Db, userId: number, kept: string): Promise<number> {
  const others = and(eq(userSession.userId, userId), ne(userSession.id, kept));
  return (await tx.delete(userSession).where(others).returning({ id: userSession.id })).length;
}

/** Anybody's that were not used after `before`, and of one person all but the `keep` used last. */
export async function deleteOldSessions(tx: Db, before: Date, userId: number, keep: number): Promise<void> {
  await tx.delete(userSession).where(lte(userSession.seenAt, before));
  await tx.execute(sql`
    delete from user_session where user_id = ${userId} and id not in
      (select id from user_session where user_id = ${userId} order by seen_at desc, id limit ${keep})`);
}
