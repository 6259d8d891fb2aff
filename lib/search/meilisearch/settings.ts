/** The settings of the index, applied from code. All are written out, so that an upgrade can't change them. */
import { createHash } from "node:crypto";
import type { Settings } from "meilisearch";
import { searchText } from "./document";

/** Longer paging is no search. Beyond it Meilisearch gives nothing. */
const MAX_TOTAL_HITS = 20_000;
/** As many months are 41 years. */
const MAX_FACET_VALUES = 500;
/** A query that takes longer gives what was found so far. A search is some queries, all within SEARCH_TIMEOUT_MS. */
const CUTOFF_MS = 150;

const equality = { facetSearch: false, filter: { equality: true, comparison: false } };
const comparison = { facetSearch: false, filter: { equality: true, comparison: true } };

/** @param synonyms groups of words that mean the same, each a list of words: `[[["ai"], ["artificial", "intelligence"]]]` */
export function indexSettings(synonyms: string[][][]): Settings {
  return {
    searchableAttributes: ["title", "topics", "provider", "excerpt", "forms"],
    displayedAttributes: ["id", "hash"],
    filterableAttributes: [
      { attributePatterns: ["topicIds", "domain", "type", "year", "month", "story"], features: equality },
      { attributePatterns: ["publishedAt", "quality", "heat", "id"], features: comparison },
    ],
    sortableAttributes: ["heat", "id", "publishedAt"],
    // `sort` first: without a sort it does nothing, with one the order is strict. How hot comes after all that says how well.
    rankingRules: ["sort", "words", "typo", "proximity", "attributeRank", "exactness", "hot:desc", "wordPosition"],
    typoTolerance: {
      enabled: true,
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 },
      disableOnWords: [],
      disableOnAttributes: [],
      disableOnNumbers: true,
    },
    synonyms: synonymsOf(synonyms),
    stopWords: [],
    dictionary: [],
    separatorTokens: [],
    nonSeparatorTokens: [],
    distinctAttribute: null,
    proximityPrecision: "byWord",
    prefixSearch: "indexingTime",
    facetSearch: false,
    pagination: { maxTotalHits: MAX_TOTAL_HITS },
    faceting: { maxValuesPerFacet: MAX_FACET_VALUES, sortFacetValuesBy: { "*": "count" } },
    searchCutoffMs: CUTOFF_MS,
  };
}

function synonymsOf(groups: string[][][]): Record<string, string[]> {
  const others = new Map<string, Set<string>>();
  for (const group of groups) {
    const texts = group.map(searchText);
    for (const text of texts) {
      const known = others.get(text) ?? new Set();
      for (const other of texts) if (other !== text) known.add(other);
      others.set(text, known);
    }
  }
  return Object.fromEntries([...others].map(([text, same]) => [text, [...same].sort()]));
}

/** Equal for settings that mean the same, whatever their order; of what the server says only what we set counts. */
export function fingerprint(settings: Settings, wanted: Settings): string {
  const ours = Object.keys(wanted).sort() as (keyof Settings)[];
  return createHash("sha256")
    .update(JSON.stringify(ours.map((name) => [name, canonical(settings[name], name)])))
    .digest("hex");
}

/** Lists whose order means nothing. */
const SETS = new Set(["sortableAttributes", "stopWords", "dictionary", "separatorTokens", "nonSeparatorTokens"]);

function canonical(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, ""));
    return SETS.has(name) ? items.map((item) => JSON.stringify(item)).sort() : items;
  }
  if (value === null || typeof value !== "object") return value ?? null;
  return Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, canonical(item, "")]);
}
