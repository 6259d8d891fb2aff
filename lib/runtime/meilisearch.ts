/** Meilisearch as something to talk to: where it is, and whether it is one that Gazette knows. */
import { addressesIn, type Settings } from "@/lib/env";

/** How to reach an outside engine. */
export type MeilisearchAddress = { url: string; key: string | undefined };

/** What the tests run on. */
export const MEILISEARCH_TESTED = "1.50";
/** What should work: Meilisearch keeps what its API promises within a major version. */
export const MEILISEARCH_RANGE = { from: "1.50.0", below: "2.0.0" };

const VERSION_TIMEOUT_MS = 2_000;

/** The servers of MEILISEARCH_URL, in its order; none where it is not set or SEARCH_ENGINE is `postgres`. */
export function meilisearchAddresses({
  SEARCH_ENGINE,
  MEILISEARCH_URL,
  MEILISEARCH_API_KEY,
}: Pick<Settings, "SEARCH_ENGINE" | "MEILISEARCH_URL" | "MEILISEARCH_API_KEY">): MeilisearchAddress[] {
  if (SEARCH_ENGINE === "postgres") return [];
  return addressesIn(MEILISEARCH_URL ?? "").map((url) => ({ url, key: MEILISEARCH_API_KEY }));
}

/**
 * The version of a server, such as "1.50.0".
 * @throws Error with a sentence when it does not answer within 2 s, refuses the key or is no Meilisearch
 */
export async function meilisearchVersion({ url, key }: MeilisearchAddress): Promise<string> {
  const headers: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};
  const signal = AbortSignal.timeout(VERSION_TIMEOUT_MS);
  const response = await fetch(`${url}/version`, { headers, signal }).catch((cause) => {
    throw new Error(`${url} does not answer.`, { cause });
  });
  const body = (await response.json().catch(() => null)) as { pkgVersion?: unknown; code?: unknown } | null;
  if (response.ok && typeof body?.pkgVersion === "string") return body.pkgVersion;
  if (typeof body?.code !== "string") throw new Error(`${url} is no Meilisearch: it answers ${response.status}.`);
  throw new Error(`${url} refuses the key (${body.code}): check MEILISEARCH_API_KEY.`);
}

/** A sentence for a version outside of MEILISEARCH_RANGE; null for one within. */
export function versionWarning(version: string): string | null {
  const { from, below } = MEILISEARCH_RANGE;
  if (isBefore(version, from))
    return `Meilisearch ${version} is older than ${from}, the oldest that Gazette works with.`;
  if (!isBefore(version, below))
    return `Meilisearch ${version} is newer than Gazette knows: it is made for those below ${below}.`;
  return null;
}

function isBefore(version: string, limit: string): boolean {
  const [a, b] = [version, limit].map((text) => text.split(/[.-]/, 3).map(Number));
  const differs = [0, 1, 2].find((part) => a?.[part] !== b?.[part]);
  return differs !== undefined && (a?.[differs] ?? 0) < (b?.[differs] ?? 0);
}
