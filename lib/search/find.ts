/** Finds in Postgres with bounded work, however many articles match. */
import type { Db } from "@/db/client";
import { type FacetValue, type Found, highest, type SearchFacet, type SearchOrder, tally, walk } from "@/db/search";
import type { SearchConditions } from "@/db/search-conditions";
import { filterLexeme, quoted, SAMPLES, STEPS, type Steps } from "./lexemes";
import { EXACT_UP_TO } from "./port";
import { allOf, anyOf } from "./tsquery";

export type Wanted = {
  now: Date;
  timeZone: string;
  order: SearchOrder;
  /** The first so many of the order. */
  take: number;
  /** Whether they are the first of each story alone. */
  collapse?: boolean;
  facets: readonly SearchFacet[];
  /** Facet values that are counted however few they are. */
  chosen: string[];
  /** Whether `groups` is wanted; else it is 0. */
  grouped: boolean;
};
export type Matches = {
  found: Found[];
  total: number;
  groups: number;
  approximate: boolean;
  facets: Partial<Record<SearchFacet, FacetValue[]>>;
};

const [LARGE, SMALL] = SAMPLES;
/** From so many on, the small sample is as good as the large one. */
const ENOUGH = 300;
const TOO_MANY = {
  /** So surely more than EXACT_UP_TO that chance does not explain it. */
  largeAbove: Math.ceil((EXACT_UP_TO / LARGE.share) * 1.12),
  smallMost: ENOUGH,
};
/** What the sample lets through is counted, rather than read for nothing. */
const MAX_COUNTED = 13_000;
/** Of what is picked by steps, more are not sorted. */
const MAX_SORTED = 20_000;
/** What a sample says of a part of it is rough: it is taken to have so many more of them. */
const ROUGHLY = 1.5;
const LEAST_SAMPLED = 5;
/** So many are sorted as soon as some of them are picked. */
const FEW = 3_000;
/** Of stories so large that a page of them takes more, what is behind is not reached. */
const MAX_WALKED = 50_000;

const BY: Record<SearchOrder, { steps: Steps; perStep: number }> = {
  hot: { steps: STEPS.hot, perStep: STEPS.hot.size },
  newest: { steps: STEPS.month, perStep: STEPS.month.size },
  top: { steps: STEPS.heat, perStep: STEPS.heat.size },
};

const EVERYTHING = quoted(filterLexeme.any);

/** What matches everything need not be looked up beside what does not. */
const narrowed = (conditions: SearchConditions, part: string): SearchConditions => ({
  ...conditions,
  tsquery: conditions.tsquery === EVERYTHING ? part : allOf([conditions.tsquery, part]),
});
const among = (conditions: SearchConditions, { lexeme }: { lexeme: string }) => narrowed(conditions, quoted(lexeme));

/** The first matches of an order, and all of them counted: exactly up to EXACT_UP_TO, else from a sample. */
export async function find(db: Db, conditions: SearchConditions, wanted: Wanted): Promise<Matches> {
  const exact = await tally(db, conditions, {
    ...wanted,
    unless: { ...TOO_MANY, large: among(conditions, LARGE).tsquery, small: among(conditions, SMALL).tsquery },
    limit: MAX_COUNTED + 1,
  });
  if (!exact.tooMany && exact.total <= MAX_COUNTED) return { ...exact, approximate: false };
  const sample = exact.sampled < ENOUGH ? LARGE : SMALL;
  const { order, take } = wanted;
  const sampled = await tally(db, among(conditions, sample), {
    ...wanted,
    limit: MAX_SORTED,
    take: 0,
    perStep: BY[order].perStep,
  });
  const times = (count: number) => count * sample.share;
  const facets = Object.entries(sampled.facets).map(([facet, values]) => [
    facet,
    values.map(({ value, count }) => ({ value, count: times(count) })),
  ]);
  return {
    found: take === 0 ? [] : await firstOf(db, conditions, wanted, { ...sampled, share: sample.share }),
    total: Math.max(times(sampled.total), EXACT_UP_TO + 1),
    groups: Math.max(times(sampled.groups), 1),
    approximate: true,
    facets: Object.fromEntries(facets),
  };
}

/**
 * The first matches of an order, uncounted.
 * @param areFew whether it is known that no more than EXACT_UP_TO match
 */
export async function firstMatches(
  db: Db,
  conditions: SearchConditions,
  wanted: Wanted,
  areFew: boolean,
): Promise<Found[]> {
  const plain = { ...wanted, facets: [], grouped: false };
  if (areFew) return (await tally(db, conditions, { ...plain, limit: MAX_SORTED })).found;
  const { perStep } = BY[wanted.order];
  const sampled = await tally(db, among(conditions, SMALL), { ...plain, limit: MAX_SORTED, take: 0, perStep });
  if (sampled.total * SMALL.share > FEW) return firstOf(db, conditions, plain, { ...sampled, share: SMALL.share });
  const { found } = await tally(db, conditions, { ...plain, limit: MAX_SORTED });
  return found;
}

/** The first matches with of each story only the first, uncounted: reaches all of up to EXACT_UP_TO matches. */
export const firstOfStories = (
  db: Db,
  conditions: SearchConditions,
  wanted: Wanted,
  { approximate }: Pick<Matches, "approximate">,
): Promise<Found[]> => firstMatches(db, conditions, { ...wanted, collapse: true }, !approximate);

/** The first of many: of the highest steps alone, as many of them as the sample says that it takes. */
async function firstOf(
  db: Db,
  conditions: SearchConditions,
  wanted: Wanted,
  sampled: { total: number; steps: { step: number; count: number }[]; share: number },
): Promise<Found[]> {
  const { order, take } = wanted;
  const top = await highest(db);
  if (!top) return [];
  const { steps } = BY[order];
  const first = steps.step(top[order]);
  const sorted = (part: SearchConditions) =>
    tally(db, part, { ...wanted, facets: [], grouped: false, limit: MAX_SORTED + 1 });
  for (let enough = Math.max(take * ROUGHLY, sampled.share * LEAST_SAMPLED); ; enough *= 4) {
    const last = lastStep(sampled, enough);
    const lexemes = last === null ? null : steps.between(steps.clamp(last), first);
    if (!lexemes) break;
    const part = narrowed(conditions, anyOf(lexemes.map(quoted)));
    const { found, total } = await sorted(part);
    if (total > MAX_SORTED) break;
    if (found.length >= take) return found;
  }
  if (sampled.total * sampled.share < MAX_SORTED) {
    const { found, total } = await sorted(conditions);
    if (total <= MAX_SORTED) return found;
  }
  return wanted.collapse ? walkStories(db, conditions, wanted) : walk(db, conditions, wanted);
}

/** As far as it takes, or MAX_WALKED matches. */
async function walkStories(db: Db, conditions: SearchConditions, wanted: Wanted): Promise<Found[]> {
  for (let most = wanted.take * 2; ; most *= 4) {
    const walked = await walk(db, conditions, { ...wanted, take: Math.min(most, MAX_WALKED) });
    const heads = collapsed(walked);
    if (heads.length >= wanted.take || walked.length < most) return heads;
  }
}

/** Of each story what comes first. */
export function collapsed(found: Found[]): Found[] {
  const seen = new Set<number>();
  return found.filter(({ story }) => !seen.has(story) && seen.add(story));
}

/** The step down to which there should be `enough`; null where all together are not. */
function lastStep(
  { steps, share }: { steps: { step: number; count: number }[]; share: number },
  enough: number,
): number | null {
  let count = 0;
  for (const each of steps) {
    count += each.count * share;
    if (count >= enough) return each.step;
  }
  return null;
}
