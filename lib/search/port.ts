/** What any search engine is asked and answers. Engines find ids; rows are read from Postgres under the live condition. */

/** Text to find: a word or a "phrase", wanted or (`-word`) unwanted, anywhere or (`intitle:`) in titles only. */
export type Term = { text: string; phrase: boolean; not: boolean; title: boolean };

export const SORTS = ["relevance", "newest", "top"] as const;
export type Sort = (typeof SORTS)[number];

export const FACETS = ["topic", "provider", "type", "year"] as const;
export type Facet = (typeof FACETS)[number];

/** Both ends are in; null is open. */
export type Range = { min: number | null; max: number | null };

/** Values of a facet, any of them. Empty: no restriction. */
type Choices = {
  /** Ids. An article also counts as of all topics above its own. */
  topics: string[];
  /** Domains. */
  providers: string[];
  types: string[];
};

export type SearchFilters = Choices & {
  /** What must not be. */
  not: Choices;
  /** Moments: from (inclusive) and until (exclusive). */
  from: Date | null;
  until: Date | null;
  quality: Range;
  heat: Range;
  /** Only articles of these stories; empty: no restriction. */
  stories: number[];
};

export type SearchQuery = {
  /** All must match. Of the last word, its beginning is enough (`prefix`). */
  terms: Term[];
  /** Whether the reader may still be typing the last word. */
  prefix: boolean;
  filters: SearchFilters;
  sort: Sort;
  limit: number;
  offset: number;
  /** Of each story only the article that comes first in the order. Counts stay those of articles. */
  collapse: boolean;
  /** What is to be counted; each without its own choice, so that more of its values can be chosen. */
  facets: readonly (Facet | "month")[];
};

export type ValueCount = { value: string; count: number };

export type EngineResult = {
  /** In order. */
  ids: number[];
  /** Articles that match. */
  total: number;
  /** What can be paged through: with `collapse` stories and single articles, else as many as `total`. */
  groups: number;
  /**
   * `total`, `groups` and counts are estimates (there are more than EXACT_UP_TO). Counts of a facet, which leave out its
   * own choice, may be estimates all the same, where there are more than that without the choice.
   */
  approximate: boolean;
  /** Most first; years and months in their order. */
  facets: Partial<Record<Facet | "month", ValueCount[]>>;
};

/** Up to so many matches every count is exact. */
export const EXACT_UP_TO = 10_000;

/** A search that an engine did not answer: too slow, away, refused. Another engine may. */
export class EngineUnavailable extends Error {
  override readonly name = "EngineUnavailable";
}

/** A query of a kind that the engine cannot answer rightly. Another engine can. */
export class NotInThisEngine extends Error {}

export type HowToSearch = {
  /** The engine has so much to count that some of it is better counted beside the rest. */
  isLarge?: boolean;
  /** May be told the ids of the first query before all is counted. */
  early?: (ids: number[]) => void;
};

export type SearchEngine = {
  readonly name: "postgres" | "meilisearch";
  /**
   * Articles live at `now`. One answer for each query, in their order: those of one call cost little more than one.
   * @throws EngineUnavailable, NotInThisEngine
   */
  search(queries: SearchQuery[], now: Date, how?: HowToSearch): Promise<EngineResult[]>;
};
