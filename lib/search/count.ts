/** How many articles searches would find, without finding them. */
import type { Db } from "@/db/client";
import { answer } from "./choice";
import type { SearchQuery } from "./port";
import { resolveFilters } from "./resolve";

/** Totals of these queries, in their order, by one call of the engine. */
export async function countAll(db: Db, queries: SearchQuery[], now: Date): Promise<number[]> {
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
  return (await answer(db, counting, now)).results.map(({ total }) => total);
}
