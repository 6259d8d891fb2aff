/** Invitations: a link by which somebody chooses their own password and comes in. Works once, for some days. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { deleteInvite, type Invite, inviteBy, putInvite, takeInvite } from "@/db/one-time-links";
import type { Role } from "@/db/schema";
import { type User, userByEmail } from "@/db/users";
import { AppError } from "@/lib/errors";
import { DAY_MS } from "@/lib/time";
import { hashOfToken, newToken } from "./one-time-token";
import { recordSignIn } from "./sign-in";
import { createUser, emailGiven } from "./users";

export type { Invite } from "@/db/one-time-links";
export { openInvites } from "@/db/one-time-links";

export const INVITE_DAYS = 7;
const SUBJECT = "user";

/**
 * Makes a link for an e-mail, in place of the one it had.
 * @returns the link's token, which is kept nowhere
 * @throws AppError invalid (with its field), email-taken
 */
export async function invite(
  db: Db,
  { email, role, by, now }: { email: string; role: Role; by: Actor; now: Date },
): Promise<{ token: string; invite: Invite }> {
  const made = {
    email: emailGiven(email),
    role,
    createdAt: now,
    expiresAt: new Date(now.getTime() + INVITE_DAYS * DAY_MS),
  };
  const token = newToken();
  await db.transaction(async (tx) => {
    if (await userByEmail(tx, made.email)) throw new AppError("email-taken");
    await putInvite(tx, { ...made, tokenHash: hashOfToken(token), madeBy: by.id });
    const after = { email: made.email, role, expiresAt: made.expiresAt.toISOString() };
    await appendAudit(tx, { by, action: "invite", subject: SUBJECT, after });
  });
  return { token, invite: made };
}

/** The link works no more. @throws AppError not-found */
export async function withdrawInvite(db: Db, email: string, by: Actor): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await deleteInvite(tx, email))) throw new AppError("not-found");
    await appendAudit(tx, { by, action: "withdraw-invite", subject: SUBJECT, before: { email } });
  });
}

/** Whom a link invites, without using it up; null when it does not work (any more). */
export async function inviteOfToken(db: Db, token: string): Promise<Invite | null> {
  return inviteBy(db, hashOfToken(token));
}

/**
 * Makes the person, and notes that they came in. A refused password leaves the link as it was.
 * @throws AppError link-used, invalid (with its field), email-taken
 */
export async function acceptInvite(db: Db, token: string, password: string): Promise<User> {
  return db.transaction(async (tx) => {
    const invited = await takeInvite(tx, hashOfToken(token));
    if (!invited) throw new AppError("link-used");
    const { email, role } = invited;
    const made = await createUser(tx, { email, role, password }, { id: null, name: "invitation" });
    await recordSignIn(tx, made);
    return made;
  });
}
