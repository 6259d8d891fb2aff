/** Tokens of programs. Only their hashes are kept. */
import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Db } from "./client";
import { apiToken, user } from "./schema";
import { publicUserColumns, type User } from "./users";

export type ApiToken = Omit<typeof apiToken.$inferSelect, "hash" | "userId" | "revokedAt">;

const { id, name, start, scopes, createdAt, expiresAt, lastUsedAt } = apiToken;
const columns = { id, name, start, scopes, createdAt, expiresAt, lastUsedAt };

const isGood = (now: Date) =>
  and(isNull(apiToken.revokedAt), or(isNull(apiToken.expiresAt), gt(apiToken.expiresAt, now)));

export async function insertToken(
  tx: Db,
  row: Pick<typeof apiToken.$inferInsert, "userId" | "name" | "start" | "hash" | "scopes" | "createdAt" | "expiresAt">,
): Promise<ApiToken> {
  const [made] = await tx.insert(apiToken).values(row).returning(columns);
  if (!made) throw new Error("No token was made.");
  return made;
}

/** A person's tokens that work, the newest first. */
export async function tokensOf(db: Db, userId: number, now: Date): Promise<ApiToken[]> {
  return db
    .select(columns)
    .from(apiToken)
    .where(and(eq(apiToken.userId, userId), isGood(now)))
    .orderBy(desc(createdAt), desc(id));
}

/** Whose token it is: nobody's once it was revoked, has run out, or its person may not enter. */
export async function tokenByHash(db: Db, hash: string, now: Date): Promise<{ token: ApiToken; user: User } | null> {
  const [found] = await db
    .select({ token: columns, user: publicUserColumns })
    .from(apiToken)
    .innerJoin(user, eq(user.id, apiToken.userId))
    .where(and(eq(apiToken.hash, hash), isGood(now), isNull(user.disabledAt)));
  return found ?? null;
}

export async function markTokenUsed(db: Db, tokenId: number, now: Date): Promise<void> {
  await db.update(apiToken).set({ lastUsedAt: now }).where(eq(id, tokenId));
}

/** The token that works no more from now on; null: the person had no such one. */
export async function revokeToken(tx: Db, userId: number, tokenId: number, now: Date): Promise<ApiToken | null> {
  const own = and(eq(apiToken.userId, userId), eq(id, tokenId), isGood(now));
  const [revoked] = await tx.update(apiToken).set({ revokedAt: now }).where(own).returning(columns);
  return revoked ?? null;
}

/** Holds a person's tokens as they are until `tx` ends, so that two requests don't both make the last one allowed. */
export async function lockTokensOf(tx: Db, userId: number): Promise<void> {
  await tx.execute(sql`select id from "user" where id = ${userId} for update`);
}
