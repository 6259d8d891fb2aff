/** The engine over Postgres's own full-text search. Its documents are written with each change (index-articles.ts). */
import type { Db } from "@/db/client";
import { type FacetRow, type SearchConditions, searchFacets, searchIds } from "@/db/search";
import { topicIdsBelow } from "../topic/below";
import { fold } from "./fold";
import type { FacetCount, SearchEngine, SearchQuery } from "./port";

const FACET_VALUES = 100;

export function postgresEngine(db: Db, timeZone: string): SearchEngine {
  return {
    name: "postgres",
    async search(query, now) {
      const conditions = await conditionsOf(db, query);
      const [{ ids, total }, rows] = await Promise.all([
        searchIds(db, conditions, { now, order: query.sort, limit: query.limit, offset: query.offset }),
        searchFacets(db, conditions, { now, timeZone, limit: FACET_VALUES }),
      ]);
      const { topics, providers, types } = query.filters;
      return {
        ids,
        total,
        facets: {
          topic: countsOf(rows, "topic", topics),
          provider: countsOf(rows, "provider", providers),
          type: countsOf(rows, "type", types),
          year: countsOf(rows, "year", []).sort((a, b) => Number(a.value) - Number(b.value)),
        },
      };
    },
  };
}

async function conditionsOf(db: Db, { terms, filters }: SearchQuery): Promise<SearchConditions> {
  return {
    ...filters,
    topics: filters.topics.length === 0 ? [] : await topicIdsBelow(db, filters.topics),
    terms: terms.map((term) => ({ ...term, text: fold(term.text) })),
  };
}

function countsOf(rows: FacetRow[], facet: FacetRow["facet"], selected: string[]): FacetCount[] {
  return rows
    .filter((row) => row.facet === facet)
    .map(({ value, name, count }) => ({ value, name, count, selected: selected.includes(value) }));
}
