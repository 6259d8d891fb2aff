import type { Facet, SearchFilters } from "./port";

/** Whether the reader chose values of the facet, so that its counts need a query of their own. */
export function isChosen(filters: SearchFilters, facet: Facet | "month"): boolean {
  switch (facet) {
    case "topic":
      return filters.topics.length > 0;
    case "provider":
      return filters.providers.length > 0;
    case "type":
      return filters.types.length > 0;
    default:
      return filters.from !== null || filters.until !== null;
  }
}
