/** The second step of signing in: a code, after e-mail and password were right. */
import type { Db } from "@/db/client";
import { type User, userById } from "@/db/users";
import { AppError } from "@/lib/errors";
import { limited, type SignInLimits } from "./limits";
import { recordFailure, recordSignIn } from "./sign-in";
import { takeCode } from "./two-factor";

/** Longer than any code; nobody types more. */
const MAX_CODE_LENGTH = 64;

export type CodeAttempt = {
  /** Whose password was right, and what their session version was then. */
  userId: number;
  sessionVersion: number;
  code: string;
  address: string;
  now: Date;
};

/**
 * The person who is in now. Codes are counted for each person and each address, as passwords are.
 * @param secret the portal's secret
 * @throws AppError wrong-code, too-many-attempts, start-over when they changed meanwhile
 */
export async function signInWithCode(
  db: Db,
  { userId, sessionVersion, code, address, now }: CodeAttempt,
  { limits, secret }: { limits: SignInLimits; secret: string },
): Promise<User> {
  const check = () =>
    db.transaction(async (tx) => {
      const user = await userById(tx, userId);
      if (!user || user.disabledAt || user.sessionVersion !== sessionVersion || !user.totpSince) {
        throw new AppError("start-over");
      }
      const how = await takeCode(tx, { userId, code: code.slice(0, MAX_CODE_LENGTH), now }, secret);
      if (how) await recordSignIn(tx, user, how);
      else await recordFailure(tx, user, "code");
      return how && user;
    });
  const user = await limited({ limits, kind: "byCode", key: String(userId), address, now, check });
  if (!user) throw new AppError("wrong-code", { fields: { code: "This code is wrong, or was used already." } });
  return user;
}
