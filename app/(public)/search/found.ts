/** Everything that the search page shows, read for one address. */
import { database } from "@/lib/database";
import { type SearchResult, search, UNAVAILABLE } from "@/lib/search";
import { type Other, otherSources } from "@/lib/search/collapse";
import type { FacetCount } from "@/lib/search/facets";
import { type SearchHelp, searchHelp } from "@/lib/search/help";
import { type SearchRequest, searchRequest } from "@/lib/search/parameters";
import { FACETS } from "@/lib/search/port";
import { unlessUnavailable } from "@/lib/search/unavailable";
import { site } from "@/lib/site";
import { CHOICES, type Choice } from "./address";
import { chosenYear } from "./histogram";

export const PAGE_SIZE = 20;
const NEWEST_SHOWN = 10;
/** With fewer hits the page says what to leave out. */
const FEW = 4;

export type Found = {
  asked: SearchRequest;
  /** `UNAVAILABLE` where no engine answered. */
  result: SearchResult;
  /** Nothing is asked yet. */
  isStart: boolean;
  choices: Record<Choice, FacetCount[]>;
  /** There is something to narrow it to. */
  hasFacets: boolean;
  others: Map<number, Other[]>;
  /** Where little or nothing was found. */
  help: SearchHelp | null;
  /** All of it was found by the engine that should answer. */
  isWhole: boolean;
};

export async function found(parameters: URLSearchParams, now: Date): Promise<Found> {
  const { db } = database();
  const asked = request(parameters, now);
  const isStart = asksNothing(parameters);
  let isWhole = true;
  const unlessLacking = async <T, Else>(answer: Promise<T>, otherwise: Else): Promise<T | Else> => {
    const given = await unlessUnavailable(answer, LACKING);
    if (given !== LACKING) return given;
    isWhole = false;
    return otherwise;
  };
  const [result, all] = await Promise.all([
    unlessLacking(search(db, asked, now), UNAVAILABLE),
    unlessLacking(unfiltered(parameters, asked, now), null),
  ]);
  const isFew =
    result !== UNAVAILABLE && result.total <= FEW && result.groups <= FEW && !isStart && asked.query.offset === 0;
  const [others, help] = await Promise.all([
    unlessLacking(otherSources(db, result.hits, asked, now), new Map<number, Other[]>()),
    isFew ? unlessLacking(searchHelp(db, asked, now), null) : null,
  ]);
  const counts = ({ facets }: SearchResult, facet: Choice) => facets[facet];
  const choices = Object.fromEntries(
    CHOICES.map((facet) => [facet, withZeros(counts(result, facet), all ? counts(all, facet) : [])]),
  ) as Found["choices"];
  const hasFacets = CHOICES.some((facet) => choices[facet].length > 0);
  if (result.note !== null || (all && all.note !== null)) isWhole = false;
  return { asked, result, isStart, choices, hasFacets, others, help, isWhole };
}

const LACKING = Symbol("no engine answered");

const asksNothing = (parameters: URLSearchParams) => [...parameters.keys()].every((name) => name === "sort");

/** The address as the page asks: a page of stories, by month within a year, newest first where nothing is asked. */
function request(parameters: URLSearchParams, now: Date): SearchRequest {
  const { timeZone } = site();
  const asked = searchRequest(parameters, { timeZone, pageSize: PAGE_SIZE, now });
  const isStart = asksNothing(parameters);
  const facets = chosenYear(asked.query.filters, timeZone) ? ([...FACETS, "month"] as const) : FACETS;
  const sort = isStart && !parameters.has("sort") ? "newest" : asked.query.sort;
  return {
    ...asked,
    query: { ...asked.query, sort, facets, collapse: true, limit: isStart ? NEWEST_SHOWN : PAGE_SIZE },
  };
}

/** What the text finds without the choices, for the values that these leave nothing of; null without choices. */
async function unfiltered(
  parameters: URLSearchParams,
  { q, query }: SearchRequest,
  now: Date,
): Promise<SearchResult | null> {
  if (![...CHOICES, "from", "to"].some((name) => parameters.has(name))) return null;
  const asked = searchRequest(new URLSearchParams({ q }), { timeZone: site().timeZone, pageSize: 0, now });
  return search(database().db, { ...asked, query: { ...asked.query, prefix: query.prefix, limit: 0 } }, now);
}

function withZeros(counts: FacetCount[], all: FacetCount[]): FacetCount[] {
  const known = new Set(counts.map(({ value }) => value));
  const none = all.filter(({ value }) => !known.has(value)).map((one) => ({ ...one, count: 0, selected: false }));
  return [...counts, ...none].toSorted((a, b) => b.count - a.count);
}
