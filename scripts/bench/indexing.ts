/** Measures how long a whole search index takes, and the memory for it. */
import type { Db } from "@/db/client";
import { targetStates } from "@/db/search-targets";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { documentForm } from "@/lib/search/meilisearch/document";
import { target } from "@/lib/search/meilisearch/target";
import { measuredProcess } from "./measured-process";
import { peakMemory, pidListeningOn } from "./memory";
import type { Filled } from "./place";

export type IndexRow = {
  what: string;
  seconds: number;
  /** In bytes, at most; null where it cannot be told or nothing of the kind runs. */
  processMemory: number | null;
  engineMemory: number | null;
};

export const madeRow = ({ made }: Filled): IndexRow => ({
  what: "making articles, with their documents in Postgres",
  seconds: made.seconds,
  processMemory: made.peakMemory,
  engineMemory: null,
});

/**
 * Builds the index of Meilisearch with `npm run reindex`; null where an earlier run left one that still answers, with
 * documents of today's form.
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
): Promise<IndexRow | null> {
  const server = target(address, indexUid);
  const state = (await targetStates(db)).get(server.name);
  const isThere =
    state?.status === "ready" && state.form === documentForm(timeZone) && (await server.identity(indexUid)) !== null;
  if (isThere && (await server.countDocuments(indexUid)) === articles) return null;
  const effort = await measuredProcess(["scripts/reindex.ts"], env, signal);
  const pid = pidListeningOn(Number(new URL(address.url).port));
  return {
    what: "indexing in Meilisearch (npm run reindex)",
    seconds: effort.seconds,
    processMemory: effort.peakMemory,
    engineMemory: pid === null ? null : peakMemory(pid),
  };
}
