/** What server processes tell each other of failed attempts: through the database, which has to be there for any attempt. */
import { createHash } from "node:crypto";
import { addFailedAttempt, failedAttempts, forgetFailedAttempts, sweepFailedAttempts } from "@/db/failed-attempts";
import type { Kind, SignInLimits } from "./limits";

/** Forgets failures. */
export async function forgive({ shared, ...limits }: SignInLimits, kind: Kind, key: string): Promise<void> {
  limits[kind].clear(key);
  if (shared) await forgetFailedAttempts(shared(), hashOf(kind, key));
}

/** Counts a failure, for all of them. */
export async function fail({ shared, ...limits }: SignInLimits, kind: Kind, key: string, now: Date): Promise<void> {
  const { maxFailures: lockingAt, windowMs } = limits[kind].options;
  limits[kind].fail(key, now);
  if (!shared) return;
  await addFailedAttempt(shared(), { key: hashOf(kind, key), windowMs, lockingAt, now });
  await sweepFailedAttempts(shared(), now);
}

/** Takes over what all of them counted. */
export async function hear(
  { shared, ...limits }: SignInLimits,
  keys: Partial<Record<Kind, string>>,
  now: Date,
): Promise<void> {
  if (!shared) return;
  const asked = Object.entries(keys) as [Kind, string][];
  const hashes = asked.map(([kind, key]) => hashOf(kind, key));
  const known = await failedAttempts(shared(), hashes, now);
  for (const [index, [kind, key]] of asked.entries()) limits[kind].replace(key, known.get(hashes[index] ?? ""));
}

const hashOf = (kind: Kind, key: string) => createHash("sha256").update(`${kind} ${key}`).digest("base64url");
