/**
 * How often a client may ask the API: that often at all server processes together (shared-limits.ts). Headers: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
import type { Policy } from "@/lib/api/policies";
import { database } from "@/lib/database";
import { limitedAddress } from "./client-address";
import { isThisMachine } from "./forwarding";
import { type Counter, sharedCounter } from "./shared-limits";

/** What is left after a request that was counted; `isOver`: it was one too many. */
export type Spent = { policy: Policy; remaining: number; resetS: number; isOver: boolean };

const SECOND_MS = 1_000;
const KEY = Symbol.for("gazette.rate-limit");

type Headers = { get(name: string): string | null };

/** Counts a request. Null for whoever is not limited: this machine itself, and everybody with RATE_LIMIT=off. */
export function spend(policy: Policy, headers: Headers, now = Date.now()): Spent | null {
  const address = limitedAddress(headers);
  if (address === "" || isThisMachine(headers)) return null;
  const { used, until } = counter().count(policy, address, now);
  return {
    policy,
    remaining: Math.max(0, policy.quota - used),
    resetS: Math.ceil((until - now) / SECOND_MS),
    isOver: used > policy.quota,
  };
}

/** What scripts of other sites may see of an answer. */
export const EXPOSED = {
  "access-control-expose-headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id",
};

export function limitHeaders({ policy, remaining, resetS }: Spent): Record<string, string> {
  return {
    "ratelimit-policy": `"${policy.name}";q=${policy.quota};w=${policy.windowS}`,
    ratelimit: `"${policy.name}";r=${remaining};t=${resetS}`,
  };
}

function counter(): Counter {
  const shared = globalThis as { [KEY]?: Counter };
  return (shared[KEY] ??= sharedCounter(() => database().db));
}
