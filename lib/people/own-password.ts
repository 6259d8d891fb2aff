/** A person's own password: asked for again before what matters, and changed. */
import { appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { deleteResetLinks } from "@/db/one-time-links";
import { deleteOtherSessions } from "@/db/user-sessions";
import { passwordHashOf, type User, updatePassword } from "@/db/users";
import { AppError } from "@/lib/errors";
import { limited, type SignInLimits } from "./limits";
import { verifyPassword } from "./password";
import { emailKey } from "./sign-in";
import { newHash } from "./users";

export type Confirmation = { user: User; password: string; address: string; now: Date };

/**
 * Whoever sits at an open tab has to know the password, too. Limited as signing in is.
 * @throws AppError wrong-password (with its field), too-many-attempts
 */
export async function confirmPassword(db: Db, confirmation: Confirmation, limits: SignInLimits): Promise<void> {
  const { user, password, address, now } = confirmation;
  const check = async () => ((await verifyPassword(await passwordHashOf(db, user.id), password)) ? true : null);
  if (await limited({ limits, kind: "byEmail", key: emailKey(user.email), address, now, check })) return;
  throw new AppError("wrong-password", { fields: { password: "That is not your password." } });
}

/**
 * Signs the person out everywhere else. Gives them as they are now: their session needs their new session version.
 * @throws AppError wrong-password, too-many-attempts, invalid (with its field)
 */
export async function changeOwnPassword(
  db: Db,
  { newPassword, sessionId, ...confirmation }: Confirmation & { newPassword: string; sessionId: string },
  limits: SignInLimits,
): Promise<User> {
  await confirmPassword(db, confirmation, limits);
  const { user } = confirmation;
  const passwordHash = await newHash(newPassword).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, { message: error.message, fields: { newPassword: error.message } });
  });
  return db.transaction(async (tx) => {
    const sessionVersion = await updatePassword(tx, user.id, passwordHash);
    const ended = await deleteOtherSessions(tx, user.id, sessionId);
    await deleteResetLinks(tx, user.id);
    const by = { id: user.id, name: user.email };
    await appendAudit(tx, { by, action: "change-password", subject: "user", subjectId: user.id, after: { ended } });
    return { ...user, sessionVersion };
  });
}
