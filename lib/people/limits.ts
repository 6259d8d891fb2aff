/** How often somebody may be wrong: about a password, and about a code. */
import { AppError } from "../errors";
import { MINUTE_MS } from "../time";
import { FailureLimit } from "./failure-limit";

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

/** What is remembered of failed attempts. */
export type SignInLimits = {
  byEmail: FailureLimit;
  byAddress: FailureLimit;
  /** By the person's id. Apart from passwords: whoever has the right one must not begin anew at the codes with it. */
  byCode: FailureLimit;
  /** Whom an attempt is for → the attempt that the next one waits for, and how many there are. */
  running: Map<string, { last: Promise<unknown>; count: number }>;
};

export function signInLimits(): SignInLimits {
  const common = { windowMs: WINDOW_MS, maxKeys: MAX_KEYS };
  const ofPerson = { ...common, maxFailures: FAILURES_BY_EMAIL, delayedFrom: DELAYED_FROM };
  return {
    byEmail: new FailureLimit(ofPerson),
    byAddress: new FailureLimit({ ...common, maxFailures: FAILURES_BY_ADDRESS, delayedFrom: DELAYED_FROM_BY_ADDRESS }),
    byCode: new FailureLimit(ofPerson),
    running: new Map(),
  };
}

type Attempt<T> = {
  limits: SignInLimits;
  /** Which of the limits counts for the person, and by what. */
  kind: "byEmail" | "byCode";
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
    const ofAddress = address === "" ? 0 : limits.byAddress.waitMs(address, now);
    const wait = Math.max(limits[kind].waitMs(key, now), ofAddress);
    if (wait > 0) throw tooMany(Math.ceil(wait / 1000));
    const attempt = async () => {
      const right = await check();
      if (right !== null) {
        limits[kind].clear(key);
        return right;
      }
      limits[kind].fail(key, now);
      if (address !== "") limits.byAddress.fail(address, now);
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
