/** The requests that the portal's engine sends, sent to Meilisearch alone. */
import { Meilisearch } from "meilisearch";
import type { Db } from "@/db/client";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { meilisearchEngine } from "@/lib/search/meilisearch/engine";
import { searchRequest } from "@/lib/search/parameters";
import { resolveFilters } from "@/lib/search/resolve";
import type { Asked } from "./http";

/** As `/api/v1/search` has it. */
const PAGE_SIZE = 20;
const TIMEOUT_MS = 10_000;

/** What the engine asks for each query, recorded while it asks. */
export async function requestsFor(
  queries: string[],
  { db, address, indexUid, timeZone }: { db: Db; address: MeilisearchAddress; indexUid: string; timeZone: string },
): Promise<Asked[]> {
  const recorded: Asked[] = [];
  const client = new Meilisearch({
    host: address.url,
    apiKey: address.key,
    httpClient: async (input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      recorded.push({ path: new URL(String(input)).pathname, body: String(init?.body), headers });
      return (await fetch(input, init)).json();
    },
  });
  const engine = meilisearchEngine(client, indexUid, TIMEOUT_MS);
  const now = new Date();
  for (const q of queries) {
    const { query } = searchRequest(new URLSearchParams({ q }), { timeZone, pageSize: PAGE_SIZE, now });
    await engine.search([{ ...query, filters: await resolveFilters(db, query.filters) }], now);
  }
  return recorded;
}
