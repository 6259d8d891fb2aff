/** The engine over Meilisearch: all queries of a search in one request, or of a large index in two side by side. */
import type { Meilisearch, MultiSearchQuery, SearchResponse } from "meilisearch";
import { isChosen } from "../chosen";
import {
  type EngineResult,
  EngineUnavailable,
  EXACT_UP_TO,
  type Facet,
  type SearchEngine,
  type SearchQuery,
  type ValueCount,
} from "../port";
import { unavailable } from "./errors";
import { attributesOf, filterOf, SORT_ORDER, textOf } from "./query";

const ATTRIBUTE_OF: Record<Facet | "month", string> = {
  topic: "topicIds",
  provider: "domain",
  type: "type",
  year: "year",
  month: "month",
};

type Answer = Pick<SearchResponse, "facetDistribution"> & {
  hits: { id: number }[];
  estimatedTotalHits?: number;
  totalHits?: number;
};

/** @param timeoutMs how long an answer may take; one that comes later is no answer */
export function meilisearchEngine(client: Meilisearch, indexUid: string, timeoutMs: number): SearchEngine {
  return {
    name: "meilisearch",
    async search(queries, _now, { isLarge = false, early } = {}) {
      const asked = queries.map((query) => requestsOf(query, indexUid, isLarge));
      const all = asked.flat();
      const signal = AbortSignal.timeout(timeoutMs);
      const main = answersTo(
        client,
        all.filter(({ isBeside }) => !isBeside),
        signal,
      );
      const beside = answersTo(
        client,
        all.filter(({ isBeside }) => isBeside),
        signal,
      );
      if (early) main.then(([first]) => early(first ? idsOf(first) : [])).catch(() => {});
      const [answers, others] = (await Promise.all([main, beside])).map((some) => some.values());
      const next = ({ isBeside }: Request) => (isBeside ? others : answers)?.next().value as Answer;
      return queries.map((query, index) =>
        resultOf(
          query,
          (asked[index] ?? []).map((request) => ({ facets: request.facets, answer: next(request) })),
        ),
      );
    },
  };
}

const idsOf = ({ hits }: Answer) => hits.map(({ id }) => id);

async function answersTo(client: Meilisearch, requests: Request[], signal: AbortSignal): Promise<Answer[]> {
  if (requests.length === 0) return [];
  const queries = requests.map(({ request }) => request);
  try {
    const answered = await client.multiSearch({ queries }, { signal });
    // Something in between may have answered instead, with anything.
    const answers = (answered as { results?: unknown } | null | undefined)?.results;
    if (Array.isArray(answers) && answers.length === queries.length && answers.every(isAnswer)) return answers;
  } catch (error) {
    throw unavailable(error);
  }
  throw new EngineUnavailable("What it answers is no result of a search.");
}

const isAnswer = (answer: Partial<Answer> | null): answer is Answer => Array.isArray(answer?.hits);

type Request = {
  request: MultiSearchQuery;
  facets: readonly (Facet | "month")[];
  /** It is asked beside the others. */
  isBeside?: boolean;
};

/** The facet with the most values. Among many articles counting it takes as long as finding and counting all else. */
const COUNTED_BESIDE: Facet = "provider";

/**
 * The query itself, then one for each facet with a choice; with `collapse` one more, which counts articles, and for a
 * large index one that counts providers.
 */
function requestsOf(query: SearchQuery, indexUid: string, isLarge: boolean): Request[] {
  const base = {
    indexUid,
    q: textOf(query),
    attributesToSearchOn: attributesOf(query),
    matchingStrategy: "all" as const,
    attributesToRetrieve: ["id"],
  };
  const chosen = query.facets.filter((facet) => isChosen(query.filters, facet));
  // Of a facet with a choice the choice itself is counted here: among all values it may not be of the most frequent.
  const here = query.facets.filter((facet) => !chosen.includes(facet) || !isDate(facet));
  const isApart = isLarge && here.includes(COUNTED_BESIDE) && !chosen.includes(COUNTED_BESIDE);
  const others = here.filter((facet) => !isApart || facet !== COUNTED_BESIDE);
  const counting = (facets: readonly (Facet | "month")[], except?: Facet | "month"): Request => ({
    request: {
      ...base,
      filter: filterOf(query.filters, except),
      limit: 0,
      facets: facets.map((facet) => ATTRIBUTE_OF[facet]),
    },
    facets,
  });
  const hits = { ...base, filter: filterOf(query.filters), sort: SORT_ORDER[query.sort] };
  // Dates are one choice for both.
  const dates = chosen.filter(isDate);
  const rest = [
    ...chosen.filter((facet) => !isDate(facet)).map((facet) => counting([facet], facet)),
    ...(dates.length > 0 ? [counting(dates, "year")] : []),
    ...(isApart ? [{ ...counting([COUNTED_BESIDE]), isBeside: true }] : []),
  ];
  if (!query.collapse) {
    const { limit, offset } = query;
    const request = { ...hits, limit, offset, facets: others.map((facet) => ATTRIBUTE_OF[facet]) };
    return [{ request, facets: others }, ...rest];
  }
  // Only by pages are groups counted to the end.
  const paging = { hitsPerPage: query.limit, page: Math.floor(query.offset / Math.max(query.limit, 1)) + 1 };
  return [{ request: { ...hits, ...paging, distinct: "story" }, facets: [] }, counting(others), ...rest];
}

const isDate = (facet: Facet | "month") => facet === "year" || facet === "month";

function resultOf(query: SearchQuery, parts: { facets: readonly (Facet | "month")[]; answer: Answer }[]): EngineResult {
  const [main, counted] = parts;
  const groups = main?.answer.totalHits ?? main?.answer.estimatedTotalHits ?? 0;
  const total = query.collapse ? (counted?.answer.estimatedTotalHits ?? 0) : groups;
  const facets: EngineResult["facets"] = {};
  for (const { facets: names, answer } of parts) {
    // The counts without the facet's own choice come last, and keep those of the choice that they lack.
    for (const facet of names) facets[facet] = merged(countsOf(answer, facet), facets[facet] ?? [], query, facet);
  }
  return { ids: main ? idsOf(main.answer) : [], total, groups, approximate: total > EXACT_UP_TO, facets };
}

function countsOf({ facetDistribution }: Answer, facet: Facet | "month"): ValueCount[] {
  const counts = Object.entries(facetDistribution?.[ATTRIBUTE_OF[facet]] ?? {}).map(([value, count]) => ({
    value,
    count,
  }));
  return facet === "year" || facet === "month"
    ? counts.sort((a, b) => (a.value < b.value ? -1 : 1))
    : counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function merged(counts: ValueCount[], before: ValueCount[], { filters }: SearchQuery, facet: Facet | "month") {
  const choices: Partial<Record<Facet | "month", string[]>> = {
    topic: filters.topics,
    provider: filters.providers,
    type: filters.types,
  };
  const chosen = choices[facet] ?? [];
  const known = new Set(counts.map(({ value }) => value));
  return [...counts, ...before.filter(({ value }) => chosen.includes(value) && !known.has(value))];
}
