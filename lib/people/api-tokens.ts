/** Tokens by which programs act in a person's name: shown once, limited to scopes, dead with the person's access. */
import { createHash, randomBytes } from "node:crypto";
import * as rows from "@/db/api-tokens";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import type { User } from "@/db/users";
import { AppError } from "@/lib/errors";
import { DAY_MS, MINUTE_MS } from "@/lib/time";

export type { ApiToken } from "@/db/api-tokens";

export const SCOPES = ["articles:write", "articles:publish"] as const;
export type Scope = (typeof SCOPES)[number];

/** How long a token may be good for, in days; 0: until it is revoked. */
export const LIFETIMES_DAYS = [30, 90, 365, 0] as const;
export const MAX_TOKEN_NAME = 60;
const MAX_TOKENS = 20;
/** By it a token is known as one of ours, by people and by programs that look for leaked ones. */
const PREFIX = "gazette_";
const TOKEN_BYTES = 30;
const SHOWN_LENGTH = PREFIX.length + 6;
const MAX_TOKEN_LENGTH = 100;
const USED_EVERY_MS = MINUTE_MS;

export type NewToken = { user: User; name: string; scopes: Scope[]; days: number; now: Date };

/**
 * Makes a token.
 * @returns the token itself, which is kept nowhere
 * @throws AppError invalid (with its field), conflict when there are too many
 */
export async function makeToken(db: Db, { user, name, scopes, days, now }: NewToken): Promise<string> {
  const label = name.trim();
  if (label === "" || label.length > MAX_TOKEN_NAME || label.includes("\0")) {
    throw invalid("name", `A name has 1 to ${MAX_TOKEN_NAME} characters.`);
  }
  if (scopes.length === 0) throw invalid("scopes", "Choose at least one thing that it may do.");
  const token = PREFIX + randomBytes(TOKEN_BYTES).toString("base64url");
  const expiresAt = days === 0 ? null : new Date(now.getTime() + days * DAY_MS);
  await db.transaction(async (tx) => {
    await rows.lockTokensOf(tx, user.id);
    const present = await rows.tokensOf(tx, user.id, now);
    if (present.length >= MAX_TOKENS) {
      throw new AppError("conflict", { message: `You have ${MAX_TOKENS} tokens. Revoke one first.` });
    }
    if (present.some((other) => other.name === label)) throw invalid("name", "You have a token of this name already.");
    const row = { userId: user.id, name: label, scopes, start: token.slice(0, SHOWN_LENGTH), hash: hashOf(token) };
    await rows.insertToken(tx, { ...row, createdAt: now, expiresAt });
    await record(tx, user, "make-api-token", { name: label, scopes, expires: expiresAt?.toISOString() ?? null });
  });
  return token;
}

/** From now on it works no more. @throws AppError not-found */
export async function revokeToken(db: Db, user: User, id: number, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const revoked = await rows.revokeToken(tx, user.id, id, now);
    if (!revoked) throw new AppError("not-found", { message: "This token is no more." });
    await record(tx, user, "revoke-api-token", { name: revoked.name });
  });
}

/** A person's tokens that work, the newest first. */
export const ownTokens = (db: Db, user: User, now: Date) => rows.tokensOf(db, user.id, now);

export type TokenBearer = { user: User; scopes: readonly string[]; actor: Actor };

/** Who acts by this token, as the record names them; null: it is none, or works no more. */
export async function bearerOf(db: Db, token: string, now: Date): Promise<TokenBearer | null> {
  if (!token.startsWith(PREFIX) || token.length > MAX_TOKEN_LENGTH) return null;
  const found = await rows.tokenByHash(db, hashOf(token), now);
  if (!found) return null;
  const { id, name, scopes, lastUsedAt } = found.token;
  if (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= USED_EVERY_MS) await rows.markTokenUsed(db, id, now);
  const { user } = found;
  return { user, scopes, actor: { id: user.id, name: `${user.email} (${name})` } };
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const invalid = (field: string, message: string) => new AppError("invalid", { message, fields: { [field]: message } });

function record(tx: Db, { id, email }: User, action: string, after: Record<string, unknown>): Promise<void> {
  return appendAudit(tx, { by: { id, name: email }, action, subject: "user", subjectId: id, after });
}
