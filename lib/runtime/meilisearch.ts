/** Meilisearch as something to talk to: where it is, and whether it is one that Gazette knows. */
import { addressesIn, type Settings } from "@/lib/env";

/** How to reach an outside engine. */
export type MeilisearchAddress = { url: string; key: string | undefined };

/** What the tests run on. */
export const MEILISEARCH_TESTED = "1.50";
/** What should work: Meilisearch keeps what its API promises within a major version. */
export const MEILISEARCH_RANGE = { from: "1.50.0", below: "2.0.0" };

const ANSWER_TIMEOUT_MS = 2_000;

/** The servers of MEILISEARCH_URL, in its order; none where it is not set or SEARCH_ENGINE is `postgres`. */
export function meilisearchAddresses({
  SEARCH_ENGINE,
  MEILISEARCH_URL,
  MEILISEARCH_API_KEY,
}: Pick<Settings, "SEARCH_ENGINE" | "MEILISEARCH_URL" | "MEILISEARCH_API_KEY">): MeilisearchAddress[] {
  if (SEARCH_ENGINE === "postgres") return [];
  return addressesIn(MEILISEARCH_URL ?? "").map((url) => ({ url, key: MEILISEARCH_API_KEY }));
}

/** What a key for the indexes of a portal must allow. One that is for some indexes alone can't allow `version`. */
export const MEILISEARCH_KEY_ACTIONS = ["search", "documents.*", "indexes.*", "settings.*", "tasks.get", "stats.get"];

/**
 * The version of a server, such as "1.50.0"; null where its key is good but may not ask, as one for some indexes alone.
 * @throws Error with a sentence when it does not answer within 2 s, refuses the key or is no Meilisearch
 */
export async function meilisearchVersion(address: MeilisearchAddress): Promise<string | null> {
  const version = await ask(address, "/version");
  if (typeof version.body?.pkgVersion === "string") return version.body.pkgVersion;
  if (![401, 403].includes(version.status) || typeof version.body?.code !== "string") {
    throw new Error(`${address.url} is no Meilisearch: it answers ${version.status}.`);
  }
  // The same error as for a wrong key.
  if ((await ask(address, "/tasks?limit=1")).status === 200) return null;
  throw new Error(`${address.url} refuses the key (${version.body.code}): check MEILISEARCH_API_KEY.`);
}

async function ask({ url, key }: MeilisearchAddress, path: string) {
  const headers: Record<string, string> = key ? { Authorization: `Bearer ${key}` } : {};
  const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
  const response = await fetch(url + path, { headers, signal }).catch((cause) => {
    throw new Error(`${url} does not answer.`, { cause });
  });
  const body = (await response.json().catch(() => null)) as { pkgVersion?: unknown; code?: unknown } | null;
  return { status: response.status, body };
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
