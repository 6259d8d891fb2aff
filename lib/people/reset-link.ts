/** A link by which somebody who can't sign in sets a new password. Works once, for a day or two. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { putResetLink, resetLinkBy, takeResetLink } from "@/db/one-time-links";
import { userById } from "@/db/users";
import { AppError } from "@/lib/errors";
import { DAY_MS } from "@/lib/time";
import type { SignInLimits } from "./limits";
import { hashOfToken, newToken } from "./one-time-token";
import { forgive } from "./shared-failures";
import { emailKey } from "./sign-in";
import { knownUser, setPassword } from "./users";

export const RESET_DAYS = 2;

/**
 * Makes a link for a person, in place of the one they had. Until it is used, their password stays.
 * @returns the link's token, which is kept nowhere
 * @throws AppError not-found, conflict for somebody disabled
 */
export async function makeResetLink(
  db: Db,
  { email, by, now }: { email: string; by: Actor; now: Date },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + RESET_DAYS * DAY_MS);
  await db.transaction(async (tx) => {
    const { id, disabledAt } = await knownUser(tx, email);
    if (disabledAt) throw new AppError("conflict", { message: "They are disabled. Enable them first." });
    await putResetLink(tx, { tokenHash: hashOfToken(token), userId: id, madeBy: by.id, createdAt: now, expiresAt });
    const after = { expiresAt: expiresAt.toISOString() };
    await appendAudit(tx, { by, action: "make-reset-link", subject: "user", subjectId: id, after });
  });
  return { token, expiresAt };
}

/** Whose password the link would set, without using it up; null when it does not work (any more). */
export async function resetLinkOfToken(db: Db, token: string): Promise<{ email: string } | null> {
  return resetLinkBy(db, hashOfToken(token));
}

/**
 * Sets the password, signs the person out everywhere, and forgets failed attempts at the old one. They then sign in as
 * always, with a code where their account asks for one.
 * @throws AppError link-used, invalid (with its field)
 */
export async function resetPassword(db: Db, token: string, password: string, limits: SignInLimits): Promise<void> {
  const email = await db.transaction(async (tx) => {
    const userId = await takeResetLink(tx, hashOfToken(token));
    const person = userId === null ? null : await userById(tx, userId);
    if (!person || person.disabledAt) throw new AppError("link-used");
    await setPassword(tx, person.email, password, { id: person.id, name: "reset link" });
    return person.email;
  });
  await forgive(limits, "byEmail", emailKey(email));
}
