/** A search as a feed: what it finds, newest first, and what the feed is called. */
import type { Db } from "@/db/client";
import { search } from "../search";
import { namedFacets } from "../search/facets";
import { type SearchRequest, searchRequest } from "../search/parameters";
import type { Range } from "../search/port";
import { site } from "../site";
import { FEED_ITEMS } from "./archive";
import type { Listed } from "./item";
import { listed } from "./listed";
import { minimumsOf } from "./source";

export type SearchFeed = {
  articles: Listed[];
  /** Says the search. */
  title: string;
  /** The search's parameters, the same for every way to write them. */
  parameters: URLSearchParams;
};

/**
 * Reads the search page's parameters and `?quality=N&heat=N`. What can't be read is left out; order and paging are
 * always the feed's own.
 * @throws EngineUnavailable as a search does
 */
export async function searchFeed(db: Db, given: URLSearchParams, now: Date): Promise<SearchFeed> {
  const parameters = normalised(given, now);
  const asked = feedRequest(parameters, now);
  const { hits } = await search(db, asked, now);
  return { articles: await listed(db, hits, now), title: await titleOf(db, asked, parameters), parameters };
}

/** What a feed asks: the newest, with minimums of quality and heat beside those that are typed. */
export function feedRequest(parameters: URLSearchParams, now: Date): SearchRequest {
  const asked = searchRequest(parameters, { timeZone: site().timeZone, pageSize: FEED_ITEMS, now });
  const { quality, heat } = minimumsOf(parameters);
  const { filters } = asked.query;
  return {
    ...asked,
    query: {
      ...asked.query,
      filters: { ...filters, quality: atLeast(filters.quality, quality), heat: atLeast(filters.heat, heat) },
      sort: "newest",
      facets: [],
    },
  };
}

const atLeast = (range: Range, min: number | null): Range => ({
  ...range,
  min: range.min !== null && min !== null ? Math.max(range.min, min) : (range.min ?? min),
});

function normalised(given: URLSearchParams, now: Date): URLSearchParams {
  const { quality, heat } = minimumsOf(given);
  const { q, chosen, query } = feedRequest(given, now);
  const parameters = new URLSearchParams();
  const add = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") parameters.append(name, String(value));
  };
  const addAll = (name: string, values: string[]) => {
    for (const value of values.toSorted()) add(name, value);
  };
  // A space after the last word says that it is whole, to the page as to the feed.
  const isBeginning = feedRequest(new URLSearchParams({ q }), now).query.prefix;
  add("q", isBeginning && !query.prefix ? `${q} ` : q);
  addAll("topic", chosen.topics);
  addAll("provider", chosen.providers);
  addAll("type", chosen.types);
  add("from", chosen.from && given.get("from"));
  add("to", chosen.until && given.get("to"));
  add("quality", quality);
  add("heat", heat);
  return parameters;
}

/** `merrow in Databases · Gazette` */
async function titleOf(db: Db, { q, chosen }: SearchRequest, parameters: URLSearchParams): Promise<string> {
  const { topic, provider } = await namedFacets(db, {}, chosen);
  const any = (values: string[], named: { value: string; name: string }[]) =>
    values.map((value) => named.find((one) => one.value === value)?.name ?? value).join(" or ");
  const parts = [
    q || "Articles",
    chosen.topics.length > 0 && `in ${any(chosen.topics, topic)}`,
    chosen.providers.length > 0 && `by ${any(chosen.providers, provider)}`,
    chosen.types.length > 0 && `of type ${any(chosen.types, [])}`,
    chosen.from && `from ${parameters.get("from")}`,
    chosen.until && `to ${parameters.get("to")}`,
  ];
  return `${parts.filter(Boolean).join(" ")} · ${site().name}`;
}
