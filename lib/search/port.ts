/** What any search engine is asked and answers. Engines find ids; rows are read from Postgres under the live condition. */

/** One thing the reader typed: a word or a "phrase", wanted or (`-word`) unwanted. */
export type Term = { text: string; phrase: boolean; not: boolean };

export const SORTS = ["relevance", "newest", "top"] as const;
export type Sort = (typeof SORTS)[number];

export type SearchFilters = {
  /** Ids; any of them. An article also counts as of its topics' parents. */
  topics: string[];
  /** Domains; any of them. */
  providers: string[];
  types: string[];
  /** Moments: from (inclusive) and until (exclusive). */
  from: Date | null;
  until: Date | null;
};

export type SearchQuery = { terms: Term[]; filters: SearchFilters; sort: Sort; limit: number; offset: number };

/** `value` is what the filter takes, `name` what readers see. */
export type FacetCount = { value: string; name: string; count: number; selected: boolean };
export type Facets = { topic: FacetCount[]; provider: FacetCount[]; type: FacetCount[]; year: FacetCount[] };

export type EngineResult = { ids: number[]; total: number; facets: Facets };

export type SearchEngine = {
  name: "postgres" | "meilisearch";
  /** Live articles only. Counts of a facet leave its own filter out, so that more of its values can be chosen. */
  search(query: SearchQuery, now: Date): Promise<EngineResult>;
};
