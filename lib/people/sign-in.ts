/** Whether somebody is who they say. Sessions are the web's business (app/_server). */
import { appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { markSignedIn, passwordHashOf, type User, userByEmail } from "@/db/users";
import { AppError } from "@/lib/errors";
import { MINUTE_MS } from "@/lib/time";
import { FailureLimit } from "./failure-limit";
import { verifyPassword } from "./password";

/** What somebody typed is bounded, in the audit even more. */
const MAX_EMAIL_LENGTH = 320;
const MAX_AUDITED_LENGTH = 200;
const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_BY_EMAIL = 10;
/** More, because a newsroom may sit behind one address. */
const FAILURES_BY_ADDRESS = 50;
const MAX_KEYS = 10_000;
/** Of one e-mail, at the same time: the others are turned away rather than kept waiting. */
const MAX_WAITING = 50;
/** An id that no user has: looked up for an unknown e-mail, so that it costs the same queries as a known one. */
const NOBODY = 0;

/** What is remembered of failed sign-ins. */
export type SignInLimits = {
  byEmail: FailureLimit;
  byAddress: FailureLimit;
  /** E-mail → the attempt that the next one waits for, and how many there are. */
  running: Map<string, { last: Promise<unknown>; count: number }>;
};

export function signInLimits(): SignInLimits {
  return {
    byEmail: new FailureLimit({ maxFailures: FAILURES_BY_EMAIL, windowMs: WINDOW_MS, maxKeys: MAX_KEYS }),
    byAddress: new FailureLimit({ maxFailures: FAILURES_BY_ADDRESS, windowMs: WINDOW_MS, maxKeys: MAX_KEYS }),
    running: new Map(),
  };
}

export type SignInAttempt = { email: string; password: string; address: string; now: Date };

/**
 * The person who signs in; success and failure are audited.
 * @throws AppError wrong-credentials, and after too many of them too-many-attempts
 */
export async function signIn(db: Db, attempt: SignInAttempt, limits: SignInLimits): Promise<User> {
  const key = emailKey(attempt.email);
  // One after the other for each e-mail, so that many guesses at once don't slip through before the first one fails.
  return inTurn(limits.running, key, async () => {
    const { address, now } = attempt;
    if (limits.byEmail.isLocked(key, now) || (address !== "" && limits.byAddress.isLocked(address, now))) {
      throw new AppError("too-many-attempts");
    }
    const person = await checkCredentials(db, attempt.email, attempt.password);
    if (person) {
      limits.byEmail.clear(key);
      return person;
    }
    limits.byEmail.fail(key, now);
    if (address !== "") limits.byAddress.fail(address, now);
    throw new AppError("wrong-credentials");
  });
}

/** The person, or null; both are audited. Takes the same time whether or not there is such a person. */
export async function checkCredentials(db: Db, email: string, password: string): Promise<User | null> {
  const typed = emailKey(email);
  const person = await userByEmail(db, typed);
  const mayEnter = person !== null && person.disabledAt === null;
  const passwordHash = await passwordHashOf(db, person?.id ?? NOBODY);
  const fits = await verifyPassword(mayEnter ? passwordHash : null, password);
  if (!mayEnter || !fits) {
    const by = { id: person?.id ?? null, name: typed.slice(0, MAX_AUDITED_LENGTH) };
    await appendAudit(db, { by, action: "sign-in-failed", subject: "user", subjectId: by.id });
    return null;
  }
  await db.transaction((tx) => recordSignIn(tx, person));
  return person;
}

/** Notes on the person and in the audit that they came in, by whatever way. */
export async function recordSignIn(tx: Db, { id, email }: Pick<User, "id" | "email">): Promise<void> {
  await markSignedIn(tx, id);
  const by = { id, name: email.slice(0, MAX_AUDITED_LENGTH) };
  await appendAudit(tx, { by, action: "sign-in", subject: "user", subjectId: id });
}

/** What was typed, as addresses are kept; without the zero character, which Postgres refuses. */
function emailKey(email: string): string {
  return email.replaceAll("\0", "").trim().toLowerCase().slice(0, MAX_EMAIL_LENGTH);
}

async function inTurn<T>(running: SignInLimits["running"], key: string, act: () => Promise<T>): Promise<T> {
  const turn = running.get(key) ?? { last: Promise.resolve(), count: 0 };
  if (turn.count >= MAX_WAITING) throw new AppError("too-many-attempts");
  const result = turn.last.then(act, act);
  turn.last = result.catch(() => {});
  turn.count += 1;
  running.set(key, turn);
  try {
    return await result;
  } finally {
    turn.count -= 1;
    if (turn.count === 0) running.delete(key);
  }
}
