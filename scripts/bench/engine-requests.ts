/** What the portal's engines ask for a search, recorded while they ask, so that it can be asked without the portal. */
import { drizzle } from "drizzle-orm/postgres-js";
import { Meilisearch } from "meilisearch";
import postgres from "postgres";
import type { Db } from "@/db/client";
import * as schema from "@/db/schema";
import type { MeilisearchAddress } from "@/lib/runtime/meilisearch";
import { meilisearchEngine } from "@/lib/search/meilisearch/engine";
import { searchRequest } from "@/lib/search/parameters";
import type { SearchEngine } from "@/lib/search/port";
import { postgresEngine } from "@/lib/search/postgres";
import { resolveFilters } from "@/lib/search/resolve";
import type { BenchQuery } from "./queries";

export type EngineRequest = { url: string; headers: Record<string, string>; body: string };
export type Statement = { query: string; params: unknown[] };

/** As `/api/v1/search` has it. */
const PAGE_SIZE = 20;
const TIMEOUT_MS = 10_000;

type Place = { db: Db; timeZone: string };

/** For each query, what Meilisearch is asked. */
export function meilisearchRequests(
  queries: BenchQuery[],
  { address, indexUid, ...place }: Place & { address: MeilisearchAddress; indexUid: string },
): Promise<EngineRequest[][]> {
  let asked: EngineRequest[] = [];
  const client = new Meilisearch({
    host: address.url,
    apiKey: address.key,
    httpClient: async (input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      asked.push({ url: String(input), body: String(init?.body), headers });
      return (await fetch(input, init)).json();
    },
  });
  return recorded(queries, meilisearchEngine(client, indexUid, TIMEOUT_MS), place, () => {
    const before = asked;
    asked = [];
    return before;
  });
}

/** For each query, what Postgres is asked within one transaction. */
export async function postgresStatements(queries: BenchQuery[], url: string, timeZone: string): Promise<Statement[][]> {
  let asked: Statement[] = [];
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push({ query, params }) };
  const db = drizzle(sql, { schema, casing: "snake_case", logger });
  try {
    return await recorded(queries, postgresEngine(db, timeZone), { db, timeZone }, () => {
      const before = asked;
      asked = [];
      return before;
    });
  } finally {
    await sql.end();
  }
}

/** @param taken gives what was recorded since it was last called */
async function recorded<T>(
  queries: BenchQuery[],
  engine: SearchEngine,
  { db, timeZone }: Place,
  taken: () => T[],
): Promise<T[][]> {
  const now = new Date();
  const all: T[][] = [];
  for (const { q } of queries) {
    const { query } = searchRequest(new URLSearchParams({ q }), { timeZone, pageSize: PAGE_SIZE, now });
    const filters = await resolveFilters(db, query.filters);
    taken();
    await engine.search([{ ...query, filters }], now);
    all.push(taken());
  }
  return all;
}
