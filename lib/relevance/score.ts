/** How well an engine answers queries whose right answers are known. */
import type { Db } from "@/db/client";
import { searchRequest } from "../search/parameters";
import { NotInThisEngine, type SearchEngine, type SearchQuery } from "../search/port";
import { resolveFilters } from "../search/resolve";

export type Case = {
  set: "judged" | "made";
  kind: string;
  q: string;
  /** Ids of articles, the best first. Empty: nothing should be found. */
  right: number[];
};
export type Outcome = Case & {
  /** What came first, up to DEPTH. */
  found: number[];
  /** Place of the first right one; null when none is among those found. Without a right answer 1 for nothing found. */
  place: number | null;
  ms: number;
};
/** Shares from 0 to 1. */
export type Score = { set: string; kind: string; queries: number; first: number; inFive: number; medianMs: number };

const DEPTH = 5;
/** The kind of the score over all queries of a set that have an answer. */
export const ALL = "all answered";

/**
 * Asks each query as a reader would have typed it. One that the engine cannot answer, since it leaves that to another,
 * has found nothing.
 * @throws what else the engine throws
 */
export async function outcomes(
  engine: SearchEngine,
  cases: Case[],
  { db, now, timeZone }: { db: Db; now: Date; timeZone: string },
): Promise<Outcome[]> {
  const all: Outcome[] = [];
  for (const one of cases) {
    const { query } = searchRequest(new URLSearchParams({ q: one.q }), { timeZone, pageSize: DEPTH, now });
    const filters = await resolveFilters(db, query.filters);
    const began = performance.now();
    const found = await idsFound(engine, { ...query, filters, facets: [] }, now);
    all.push({ ...one, found, place: placeOf(one.right, found), ms: performance.now() - began });
  }
  return all;
}

async function idsFound(engine: SearchEngine, query: SearchQuery, now: Date): Promise<number[]> {
  try {
    return (await engine.search([query], now))[0]?.ids ?? [];
  } catch (error) {
    if (error instanceof NotInThisEngine) return [];
    throw error;
  }
}

function placeOf(right: number[], found: number[]): number | null {
  if (right.length === 0) return found.length === 0 ? 1 : null;
  const at = found.findIndex((id) => right.includes(id));
  return at < 0 ? null : at + 1;
}

/** A score for each kind of a set, in the order of the outcomes, and one for all of the set that has an answer. */
export function scores(outcomes: Outcome[]): Score[] {
  const sets = [...new Set(outcomes.map(({ set }) => set))];
  return sets.flatMap((set) => {
    const ofSet = outcomes.filter((outcome) => outcome.set === set);
    const kinds = [...new Set(ofSet.map(({ kind }) => kind))];
    const answered = ofSet.filter(({ right }) => right.length > 0);
    return [
      ...kinds.map((kind) => ({ set, kind, ...scoreOf(ofSet.filter((outcome) => outcome.kind === kind)) })),
      { set, kind: ALL, ...scoreOf(answered) },
    ];
  });
}

function scoreOf(outcomes: Outcome[]): Omit<Score, "set" | "kind"> {
  const share = (most: number) =>
    outcomes.filter(({ place }) => place !== null && place <= most).length / Math.max(outcomes.length, 1);
  return {
    queries: outcomes.length,
    first: share(1),
    inFive: share(DEPTH),
    medianMs: median(outcomes.map(({ ms }) => ms)),
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
