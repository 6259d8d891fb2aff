/** The link by which the first admin comes in. Only the hash of its token is kept. */
import type { Db } from "@/db/client";
import { hasSetupLink, putSetupLink, takeSetupLink } from "@/db/one-time-links";
import { type User, userCounts } from "@/db/users";
import { AppError } from "@/lib/errors";
import { hashOfToken, newToken } from "./one-time-token";
import { recordSignIn } from "./sign-in";
import { createUser } from "./users";

/** Makes a new token, which is the only one that works from now on. Null when there are people already. */
export async function makeSetupLink(db: Db): Promise<string | null> {
  const token = newToken();
  return db.transaction(async (tx) => {
    if ((await userCounts(tx)).all > 0) return null;
    await putSetupLink(tx, hashOfToken(token));
    return token;
  });
}

/** Whether the link would work now; does not use it up. */
export async function isSetupLink(db: Db, token: string): Promise<boolean> {
  return (await hasSetupLink(db, hashOfToken(token))) && (await userCounts(db)).all === 0;
}

/**
 * Makes the first admin, and notes that they came in. Works once: of two who use the link at once, one is refused. A
 * refused e-mail or password leaves the link as it was.
 * @throws AppError link-used, invalid (with its field)
 */
export async function redeemSetupLink(db: Db, token: string, email: string, password: string): Promise<User> {
  return db.transaction(async (tx) => {
    // Deleting locks the row: the second of two waits here, and then finds nothing.
    const taken = await takeSetupLink(tx, hashOfToken(token));
    if (!taken || (await userCounts(tx)).all > 0) throw new AppError("link-used");
    const admin = await createUser(tx, { email, password, role: "admin" }, { id: null, name: "setup link" });
    await recordSignIn(tx, admin);
    return admin;
  });
}
