/** A search with less: each of its parts and each of its chosen filters left out once. */
import type { Db } from "@/db/client";
import { site } from "../site";
import { shortDate } from "../time";
import { namedFacets } from "./facets";
import type { Chosen, SearchRequest } from "./parameters";
import { type Clause, printClause, printQuery } from "./query";

/** Another way to ask: another text, or without some parameters of the address. */
export type Way = {
  /** What it leaves out, as readers know it. */
  label: string;
  q: string;
  chosen: Chosen;
  /** Names of the parameters that it does without. */
  without: string[];
};

/** Filters first, then operators, then words: the narrower a part, the sooner it is to blame. */
export async function waysWithout(db: Db, { clauses, chosen }: SearchRequest, now: Date): Promise<Way[]> {
  const q = printQuery(clauses);
  const filters = (await chosenFilters(db, chosen, now)).map((filter) => ({ ...filter, q }));
  if (clauses.length < 2) return filters;
  const parts = clauses
    .map((clause, at) => ({
      label: printClause(clause),
      q: printQuery(clauses.filter((_, index) => index !== at)),
      chosen,
      without: [],
      weight: weight(clause),
    }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ weight, ...way }) => way);
  return [...filters, ...parts];
}

const weight = (clause: Clause) => (clause.kind !== "text" ? 0 : clause.phrase || clause.title || clause.not ? 1 : 2);

async function chosenFilters(db: Db, chosen: Chosen, now: Date): Promise<Omit<Way, "q">[]> {
  const { topics, providers, types, from, until } = chosen;
  const names = await namedFacets(db, {}, chosen);
  const label = (values: string[], named: { value: string; name: string }[]) =>
    values.map((value) => named.find((one) => one.value === value)?.name ?? value).join(", ");
  const filters: Omit<Way, "q">[] = [];
  if (topics.length > 0)
    filters.push({ label: label(topics, names.topic), chosen: { ...chosen, topics: [] }, without: ["topic"] });
  if (providers.length > 0)
    filters.push({
      label: label(providers, names.provider),
      chosen: { ...chosen, providers: [] },
      without: ["provider"],
    });
  if (types.length > 0) filters.push({ label: types.join(", "), chosen: { ...chosen, types: [] }, without: ["type"] });
  if (from || until)
    filters.push({
      label: dates(from, until, now),
      chosen: { ...chosen, from: null, until: null },
      without: [...(from ? ["from"] : []), ...(until ? ["to"] : [])],
    });
  return filters;
}

/** `from November 3, 2024 to May 1, 2025`; `until` is the first moment that is out. */
export function dates(from: Date | null, until: Date | null, now: Date): string {
  const day = (at: Date) => shortDate(at, now, site());
  return [from && `from ${day(from)}`, until && `to ${day(new Date(until.getTime() - 1))}`].filter(Boolean).join(" ");
}
