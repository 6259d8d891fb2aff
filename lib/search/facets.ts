/** Counts of facets with the names that readers see. */
import type { Db } from "@/db/client";
import { namesOf } from "@/db/search-names";
import type { EngineResult, Facet, SearchFilters } from "./port";

/** `value` is what the filter takes. */
export type FacetCount = { value: string; name: string; count: number; selected: boolean };
export type FacetCounts = Record<Facet, FacetCount[]> & { month: FacetCount[] };

/** More of a facet nobody reads; chosen values are always there. */
const MAX_VALUES = 100;

/** Values that nothing has a name for are left out; chosen ones that nothing matches are there, with 0. */
export async function namedFacets(
  db: Db,
  facets: EngineResult["facets"],
  { topics, providers, types }: Pick<SearchFilters, "topics" | "providers" | "types">,
): Promise<FacetCounts> {
  const count = (facet: keyof typeof facets) => facets[facet] ?? [];
  const values = (facet: keyof typeof facets, chosen: string[], most = MAX_VALUES) => {
    const counted = count(facet).map(({ value }) => value);
    return [...new Set([...counted.slice(0, most), ...chosen])];
  };
  const names = await namesOf(db, values("topic", topics), values("provider", providers));
  const named = (facet: keyof typeof facets, chosen: string[], nameOf: (value: string) => string | undefined) => {
    const counts = new Map(count(facet).map(({ value, count }) => [value, count]));
    return values(facet, chosen, facet === "month" ? Number.POSITIVE_INFINITY : MAX_VALUES).flatMap((value) => {
      const name = nameOf(value);
      return name === undefined
        ? []
        : [{ value, name, count: counts.get(value) ?? 0, selected: chosen.includes(value) }];
    });
  };
  return {
    topic: named("topic", topics, (id) => names.topic.get(id)),
    provider: named("provider", providers, (domain) => names.provider.get(domain)),
    type: named("type", types, (type) => type),
    year: named("year", [], (year) => year),
    month: named("month", [], (month) => month),
  };
}
