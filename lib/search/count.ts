/** How many articles searches would find, without finding them. */
import type { Db } from "@/db/client";
import { site } from "../site";
import type { SearchQuery } from "./port";
import { postgresEngine } from "./postgres";
import { resolveFilters } from "./resolve";

/** Totals of these queries, in their order, by one call of the engine. */
export async function countAll(db: Db, queries: SearchQuery[], now: Date): Promise<number[]> {
  if (queries.length === 0) return [];
  const engine = postgresEngine(db, site().timeZone);
  const counting = await Promise.all(
    queries.map(async (query) => ({
      ...query,
      filters: await resolveFilters(db, query.filters),
      limit: 0,
      offset: 0,
      collapse: false,
      facets: [],
    })),
  );
  return (await engine.search(counting, now)).map(({ total }) => total);
}
