/** How often somebody may be wrong: about a password, and about a code. */
import type { Db } from "@/db/client";
import { AppError } from "../errors";
import { MINUTE_MS } from "../time";
import { FailureLimit } from "./failure-limit";
import { fail, forgive, hear } from "./shared-failures";

const WINDOW_MS = 15 * MINUTE_MS;
const FAILURES_BY_EMAIL = 10;
const DELAYED_FROM = 3;
/** More, because a newsroom may sit behind one address. */
const FAILURES_BY_ADDRESS = 50;
const DELAYED_FROM_BY_ADDRESS = 40;
const MAX_KEYS = 10_000;
/** Of one person, at the same time: the others are turned away rather than kept waiting. */
const MAX_WAITING = 50;
const BUSY_RETRY_S = 5;

export type Kind = "byEmail" | "byCode" | "byAddress";

/** What is remembered of failed attempts. */
export type SignInLimits = {
  byEmail: FailureLimit;
  byAddress: FailureLimit;
  /** By the person's id. Apart from passwords: whoever has the right one must not begin anew at the codes with it. */
  byCode: FailureLimit;
  /** Whom an attempt is for → the attempt that the next one waits for, and how many there are. */
  running: Map<string, { last: Promise<unknown>; count: number }>;
  /** Where the server processes count together; without it this one counts alone. */
  shared: (() => Db) | null;
};

export function signInLimits(shared: SignInLimits["shared"] = null): SignInLimits {
  const common = { windowMs: WINDOW_MS, maxKeys: MAX_KEYS };
  const ofPerson = { ...common, maxFailures: FAILURES_BY_EMAIL, delayedFrom: DELAYED_FROM };
  return {
    byEmail: new FailureLimit(ofPerson),
    byAddress: new FailureLimit({ ...common, maxFailures: FAILURES_BY_ADDRESS, delayedFrom: DELAYED_FROM_BY_ADDRESS }),
    byCode: new FailureLimit(ofPerson),
    running: new Map(),
    shared,
  };
}

type Attempt<T> = {
  limits: SignInLimits;
  /** Which of the limits counts for the person, and by what. */
  kind: Exclude<Kind, "byAddress">;
  key: string;
  /** Where it comes from; "" is not counted. */
  address: string;
  now: Date;
  /** Whether it was right; null when not. */
  check: () => Promise<T | null>;
};

/**
 * Lets somebody try, unless they have to wait. Gives what `check` gives; null counts as a failure.
 * @throws AppError too-many-attempts, with the seconds to wait
 */
export function limited<T>({ limits, kind, key, address, now, check }: Attempt<T>): Promise<T | null> {
  // One after the other for each person, so that many guesses at once don't slip through before the first one fails.
  return inTurn(limits.running, `${kind} ${key}`, async () => {
    await hear(limits, { [kind]: key, byAddress: address }, now);
    const ofAddress = address === "" ? 0 : limits.byAddress.waitMs(address, now);
    const wait = Math.max(limits[kind].waitMs(key, now), ofAddress);
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    const attempt = async () => {
      const right = await check();
      if (right !== null) {
        await forgive(limits, kind, key);
        return right;
      }
      await fail(limits, kind, key, now);
      if (address !== "") await fail(limits, "byAddress", address, now);
      return null;
    };
    return address === "" ? attempt() : limits.byAddress.while(address, attempt);
  });
}

async function inTurn<T>(running: SignInLimits["running"], key: string, act: () => Promise<T>): Promise<T> {
  const turn = running.get(key) ?? { last: Promise.resolve(), count: 0 };
  if (turn.count >= MAX_WAITING) throw tooMany(BUSY_RETRY_S);
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

function tooMany(retryAfterS: number): AppError {
  const message = `Too many failed attempts. Try again in ${inWords(retryAfterS)}.`;
  return new AppError("too-many-attempts", { message, retryAfterS });
}

function inWords(seconds: number): string {
  if (seconds === 1) return "1 second";
  return seconds <= 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
