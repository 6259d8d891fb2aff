/** What a search can be narrowed to, with the address of each choice. */
import { spanOf } from "@/lib/search/dates";
import { CHOICES, choice, cleared, type SearchState } from "./address";
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

/** The days that stand for the address's `from` and `to`, as date fields have them. */
export function dateFields(parameters: URLSearchParams, clock: { timeZone: string; now: Date }) {
  const span = (name: string) => spanOf(parameters.get(name) ?? "", clock);
  // Sweden writes dates as fields take them.
  const day = (at: Date) => at.toLocaleDateString("sv-SE", { timeZone: clock.timeZone });
  const [from, to] = [span("from"), span("to")];
  return { from: from ? day(from.from) : "", to: to ? day(new Date(to.until.getTime() - 1)) : "" };
}
