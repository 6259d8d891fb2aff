/** A search as a feed: what it finds, newest first, and what the feed is called. */
import type { Db } from "@/db/client";
import { search } from "../search";
import { namedFacets } from "../search/facets";
import { type SearchRequest, searchRequest } from "../search/parameters";
import { site } from "../site";
import type { Listed } from "./item";
import { listed } from "./listed";
import { FEED_ITEMS, type Minimums, minimumsOf } from "./newest";

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
  const minimums = minimumsOf(given);
  const parameters = normalised(given, now, minimums);
  const asked = read(parameters, now);
  const { filters } = asked.query;
  const query = {
    ...asked.query,
    filters: {
      ...filters,
      quality: { ...filters.quality, min: highest(filters.quality.min, minimums.quality) },
      heat: { ...filters.heat, min: highest(filters.heat.min, minimums.heat) },
    },
    sort: "newest" as const,
    facets: [],
  };
  const { hits } = await search(db, { ...asked, query }, now);
  return { articles: await listed(db, hits), title: await titleOf(db, asked, parameters), parameters };
}

const read = (parameters: URLSearchParams, now: Date): SearchRequest =>
  searchRequest(parameters, { timeZone: site().timeZone, pageSize: FEED_ITEMS, now });

function normalised(given: URLSearchParams, now: Date, minimums: Minimums): URLSearchParams {
  const { q, chosen } = read(given, now);
  const parameters = new URLSearchParams();
  const add = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") parameters.append(name, String(value));
  };
  const addAll = (name: string, values: string[]) => {
    for (const value of values.toSorted()) add(name, value);
  };
  add("q", q);
  addAll("topic", chosen.topics);
  addAll("provider", chosen.providers);
  addAll("type", chosen.types);
  add("from", chosen.from && given.get("from"));
  add("to", chosen.until && given.get("to"));
  add("quality", minimums.quality);
  add("heat", minimums.heat);
  return parameters;
}

const highest = (a: number | null, b: number | null) => (a !== null && b !== null ? Math.max(a, b) : (a ?? b));

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
