/** What a search can be narrowed to, with the address of each choice. */
import type { SearchFilters } from "@/lib/search/port";
import { printQuery } from "@/lib/search/query";
import { DAY_MS } from "@/lib/time";
import { CHOICES, choice, cleared, type SearchState, withoutDates } from "./address";
import type { Found } from "./found";
import { capital } from "./words";

const TITLES = { topic: "Topic", provider: "Provider", type: "Type" } as const;

/** The facets, and how many of their values are chosen. */
export function facetBoxes(state: SearchState, choices: Found["choices"]) {
  const boxes = CHOICES.map((facet) => ({
    id: facet,
    title: TITLES[facet],
    clear: cleared(state, facet),
    values: choices[facet].map(({ value, name, count }) => ({
      value,
      name: facet === "type" ? capital(name) : name,
      count,
      ...choice(state, facet, value, name),
    })),
  }));
  const chosen = boxes.reduce((sum, { values }) => sum + values.filter(({ isChosen }) => isChosen).length, 0);
  return { boxes, chosen };
}

/** First and last day that are asked for, in whatever way, and what else the search has. */
export function dateFields(
  { parameters, clauses }: SearchState,
  { from, until }: Pick<SearchFilters, "from" | "until">,
  timeZone: string,
) {
  // Sweden writes dates as fields take them.
  const day = (at: Date) => at.toLocaleDateString("sv-SE", { timeZone });
  const q = printQuery(withoutDates(clauses));
  const isTyped = q !== printQuery(clauses);
  const kept = [...parameters].filter(([name]) => !["q", "from", "to", "page"].includes(name));
  const text = isTyped ? q : (parameters.get("q") ?? "");
  return {
    from: from ? day(from) : "",
    // An hour less than a day: days on which the clocks change are shorter.
    to: until ? day(new Date(until.getTime() - DAY_MS / 24)) : "",
    kept: [...(text ? [["q", text] as [string, string]] : []), ...kept],
  };
}
