/** Builds the index of Meilisearch as the portal does. */
import type { Db } from "@/db/client";
import { targetStates } from "@/db/search-targets";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { documentForm } from "@/lib/search/meilisearch/document";
import { target } from "@/lib/search/meilisearch/target";
import { type Effort, measuredProcess } from "./measured-process";
import { peakMemory, pidListeningOn } from "./memory";

/**
 * With `npm run reindex`; null where an earlier run left one that still answers, with documents of today's form.
 */
export async function indexMeilisearch(
  db: Db,
  address: MeilisearchAddress,
  indexUid: string,
  {
    articles,
    timeZone,
    env,
    signal,
  }: { articles: number; timeZone: string; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<(Effort & { engineMemory: number | null }) | null> {
  const server = target(address, indexUid);
  const state = (await targetStates(db)).get(server.name);
  const isThere =
    state?.status === "ready" && state.form === documentForm(timeZone) && (await server.identity(indexUid)) !== null;
  if (isThere && (await server.countDocuments(indexUid)) === articles) return null;
  const effort = await measuredProcess(["scripts/reindex.ts"], env, signal);
  const pid = pidListeningOn(Number(new URL(address.url).port));
  return { ...effort, engineMemory: pid === null ? null : peakMemory(pid) };
}
