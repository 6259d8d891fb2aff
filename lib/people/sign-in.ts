/** Whether somebody is who they say. Sessions are the web's business (app/_server). */
import { appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { markSignedIn, passwordHashOf, type User, userByEmail } from "@/db/users";
import { AppError } from "@/lib/errors";
import { counter } from "../metrics/registry";
import { limited, type SignInLimits } from "./limits";
import { verifyPassword } from "./password";

/** What somebody typed is bounded, in the audit even more. */
const MAX_EMAIL_LENGTH = 320;
const MAX_AUDITED_LENGTH = 200;
/** An id that no user has: looked up for an unknown e-mail, so that it costs the same queries as a known one. */
const NOBODY = 0;

const failures = counter("gazette_sign_in_failures_total", "Sign-ins with a wrong password or code.", ["step"]);
// There from the start, so that the first one shows.
for (const step of ["password", "code"]) failures.add([step], 0);

export type SignInAttempt = { email: string; password: string; address: string; now: Date };
/** Who it is. `needsCode`: they are not in yet, but have to give a code (second-step.ts). */
export type FirstStep = { user: User; needsCode: boolean };

/**
 * The person who signs in; success and failure are audited.
 * @throws AppError wrong-credentials, and after too many of them too-many-attempts
 */
export async function signIn(db: Db, attempt: SignInAttempt, limits: SignInLimits): Promise<FirstStep> {
  const { email, password, address, now } = attempt;
  const check = () => checkCredentials(db, email, password);
  const found = await limited({ limits, kind: "byEmail", key: emailKey(email), address, now, check });
  if (!found) throw new AppError("wrong-credentials");
  return found;
}

/** The person, or null; both are audited. Takes the same time whether or not there is such a person. */
export async function checkCredentials(db: Db, email: string, password: string): Promise<FirstStep | null> {
  const typed = emailKey(email);
  const person = await userByEmail(db, typed);
  const mayEnter = person !== null && person.disabledAt === null;
  const passwordHash = await passwordHashOf(db, person?.id ?? NOBODY);
  const fits = await verifyPassword(mayEnter ? passwordHash : null, password);
  if (!mayEnter || !fits) {
    await recordFailure(db, { id: person?.id ?? null, email: typed }, "password");
    return null;
  }
  const needsCode = person.totpSince !== null;
  if (!needsCode) await db.transaction((tx) => recordSignIn(tx, person));
  return { user: person, needsCode };
}

/** Notes on the person and in the audit that they came in, by whatever way. */
export async function recordSignIn(tx: Db, { id, email }: Pick<User, "id" | "email">, how?: string): Promise<void> {
  await markSignedIn(tx, id);
  const by = { id, name: email.slice(0, MAX_AUDITED_LENGTH) };
  const after = how === undefined ? null : { with: how };
  await appendAudit(tx, { by, action: "sign-in", subject: "user", subjectId: id, after });
}

/** `step`: what was wrong, without what was typed. */
export async function recordFailure(
  db: Db,
  { id, email }: { id: number | null; email: string },
  step: "password" | "code",
): Promise<void> {
  const by = { id, name: email.slice(0, MAX_AUDITED_LENGTH) };
  failures.add([step]);
  await appendAudit(db, { by, action: "sign-in-failed", subject: "user", subjectId: id, after: { step } });
}

/** What was typed, as addresses are kept; without the zero character, which Postgres refuses. */
export function emailKey(email: string): string {
  return email.replaceAll("\0", "").trim().toLowerCase().slice(0, MAX_EMAIL_LENGTH);
}
