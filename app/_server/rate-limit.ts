/**
 * How often a client may ask the API. Counted in this process, in bounded memory: several processes allow that many
 * each. Headers: https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
import { LRUCache } from "lru-cache";
import type { Policy } from "@/lib/api/policies";
import { limitedAddress } from "./client-address";
import { isThisMachine } from "./forwarding";

/** What is left after a request that was counted; `isOver`: it was one too many. */
export type Spent = { policy: Policy; remaining: number; resetS: number; isOver: boolean };

type Count = { used: number; until: number };
const MAX_CLIENTS = 20_000;
const SECOND_MS = 1_000;
const KEY = Symbol.for("gazette.rate-limit");

type Headers = { get(name: string): string | null };

/** Counts a request. Null for whoever is not limited: this machine itself, and everybody with RATE_LIMIT=off. */
export function spend(policy: Policy, headers: Headers, now = Date.now()): Spent | null {
  const address = limitedAddress(headers);
  if (address === "" || isThisMachine(headers)) return null;
  const counts = kept();
  const key = `${policy.name} ${address}`;
  const known = counts.get(key);
  const count = known && known.until > now ? known : { used: 0, until: now + policy.windowS * SECOND_MS };
  count.used += 1;
  counts.set(key, count);
  return {
    policy,
    remaining: Math.max(0, policy.quota - count.used),
    resetS: Math.ceil((count.until - now) / SECOND_MS),
    isOver: count.used > policy.quota,
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

function kept(): LRUCache<string, Count> {
  const shared = globalThis as { [KEY]?: LRUCache<string, Count> };
  return (shared[KEY] ??= new LRUCache({ max: MAX_CLIENTS }));
}
