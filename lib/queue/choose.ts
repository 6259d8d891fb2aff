/** Which waiting articles a filter leaves, in which order, and what other filters would leave. Pure. */
import type { WaitingRow } from "@/db/queue";
import { DAY_MS, HOUR_MS } from "../time";
import { AGES, type Age, type Order, type QueueCursor, type QueueFilter, SCORES, type Score } from "./types";

/** A waiting article with the quality to expect of it. */
export type Candidate = WaitingRow & { domain: string; score: number | null };
export type Circumstances = { now: Date; minimum: number };

/** From here on a score is high. */
const HIGH_FROM = 80;
const AGE_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };

type Facet = keyof Omit<QueueFilter, "order">;
type Tests = Record<Facet, (candidate: Candidate) => boolean>;

function tests(filter: QueueFilter, circumstances: Circumstances): Tests {
  return {
    provider: ({ domain }) => filter.provider === null || domain === filter.provider,
    topic: ({ topics }) => filter.topic === null || topics.includes(filter.topic),
    age: (candidate) => filter.age === null || isOfAge(candidate, filter.age, circumstances),
    score: (candidate) => filter.score === null || scoreOf(candidate, circumstances) === filter.score,
  };
}

function isOfAge({ publishedAt }: Candidate, age: Age, { now }: Circumstances): boolean {
  const passed = now.getTime() - publishedAt;
  return age === "older" ? passed > AGE_MS.week : passed <= AGE_MS[age];
}

function scoreOf({ score }: Candidate, { minimum }: Circumstances): Score {
  if (score === null) return "unknown";
  return score < minimum ? "low" : score < HIGH_FROM ? "middle" : "high";
}

export function chosen(all: Candidate[], filter: QueueFilter, circumstances: Circumstances): Candidate[] {
  const each = Object.values(tests(filter, circumstances));
  return all.filter((candidate) => each.every((test) => test(candidate)));
}

/** For each value of each filter how many articles it would leave, the other filters as they are. */
export function counted(all: Candidate[], filter: QueueFilter, circumstances: Circumstances) {
  const by = tests(filter, circumstances);
  const others = (facet: Facet) => {
    const rest = Object.entries(by).flatMap(([name, test]) => (name === facet ? [] : [test]));
    return all.filter((candidate) => rest.every((test) => test(candidate)));
  };
  const tally = (facet: Facet, valuesOf: (candidate: Candidate) => string[]) => {
    const counts = new Map<string, number>();
    for (const value of others(facet).flatMap(valuesOf)) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  };
  return {
    provider: tally("provider", ({ domain }) => [domain]),
    topic: tally("topic", ({ topics }) => topics),
    age: tally("age", (candidate) => AGES.filter((age) => isOfAge(candidate, age, circumstances))),
    score: tally("score", (candidate) => SCORES.filter((score) => score === scoreOf(candidate, circumstances))),
  };
}

/** Earlier in the queue: negative. */
export function comparator(order: Order): (a: QueueCursor, b: QueueCursor) => number {
  const older = (a: QueueCursor, b: QueueCursor) => a.publishedAt - b.publishedAt || a.id - b.id;
  if (order === "oldest") return older;
  if (order === "newest") return (a, b) => older(b, a);
  const known = (score: number | null) => score ?? Number.NEGATIVE_INFINITY;
  return (a, b) => (a.score === b.score ? older(a, b) : known(b.score) - known(a.score));
}

/** A page of the queue after a cursor, and where it ended; null where nothing follows. */
export function pageAfter<C extends QueueCursor>(all: C[], order: Order, after: QueueCursor | null, limit: number) {
  const compare = comparator(order);
  const rest = (after ? all.filter((one) => compare(after, one) < 0) : [...all]).sort(compare);
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  return { page, next: last ? { score: last.score, publishedAt: last.publishedAt, id: last.id } : null };
}
