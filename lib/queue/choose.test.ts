import { describe, expect, test } from "vitest";
import { type Candidate, chosen, comparator, counted, pageAfter } from "./choose";
import { queueFilter, queuePath } from "./filter";
import type { QueueFilter } from "./types";
import { expected, median } from "./usual";

const NOW = new Date("2026-11-23T09:00:00Z");
const HOUR_MS = 3_600_000;
const at = { now: NOW, minimum: 50 };
const none: QueueFilter = { order: "oldest", provider: null, topic: null, age: null, score: null };

const candidate = (id: number, hoursAgo: number, given: Partial<Candidate> = {}): Candidate => ({
  id,
  providerId: 1,
  domain: "tailwater.example",
  publishedAt: NOW.getTime() - hoursAgo * HOUR_MS,
  quality: null,
  topics: [],
  score: 82,
  ...given,
});
const all = [
  candidate(1, 200, { topics: ["maps"], score: 40 }),
  candidate(2, 30, { domain: "halfwidth.example", topics: ["maps", "craft"], score: null }),
  candidate(3, 3, { score: 60 }),
  candidate(4, 0.5),
];
const ids = (candidates: { id: number }[]) => candidates.map(({ id }) => id);

describe("a filter", () => {
  test.each<[string, Partial<QueueFilter>, number[]]>([
    ["none", {}, [1, 2, 3, 4]],
    ["by provider", { provider: "halfwidth.example" }, [2]],
    ["by topic", { topic: "maps" }, [1, 2]],
    ["of the last hour", { age: "hour" }, [4]],
    ["of the last day", { age: "day" }, [3, 4]],
    ["of the last week", { age: "week" }, [2, 3, 4]],
    ["older", { age: "older" }, [1]],
    ["below the minimum", { score: "low" }, [1]],
    ["in the middle", { score: "middle" }, [3]],
    ["high", { score: "high" }, [4]],
    ["with nothing to go by", { score: "unknown" }, [2]],
    ["by two", { topic: "maps", age: "week" }, [2]],
  ])("%s", (_, filter, left) => {
    expect(ids(chosen(all, { ...none, ...filter }, at))).toEqual(left);
  });

  test("counts what each of its values would leave, the others as they are", () => {
    const counts = counted(all, { ...none, topic: "maps", age: "week" }, at);
    expect(Object.fromEntries(counts.topic)).toEqual({ maps: 1, craft: 1 });
    expect(Object.fromEntries(counts.age)).toEqual({ week: 1, older: 1 });
    expect(Object.fromEntries(counts.provider)).toEqual({ "halfwidth.example": 1 });
    expect(Object.fromEntries(counts.score)).toEqual({ unknown: 1 });
  });

  test("is its address, and what is not understood is left out", () => {
    const filter: QueueFilter = { order: "usual", provider: "a.example", topic: "c++", age: "day", score: "low" };
    const { searchParams } = new URL(queuePath(filter), "https://gazette.example");
    expect(queueFilter(Object.fromEntries(searchParams))).toEqual(filter);
    expect(queueFilter({ order: "odd", age: "year", topic: "", provider: ["a", "b"] })).toEqual(none);
    expect(queuePath(none)).toBe("/admin");
  });
});

test.each<[QueueFilter["order"], number[]]>([
  ["oldest", [1, 2, 3, 4]],
  ["newest", [4, 3, 2, 1]],
  ["usual", [4, 3, 1, 2]],
])("%s first, also page by page", (order, sorted) => {
  expect(ids([...all].sort(comparator(order)))).toEqual(sorted);
  const first = pageAfter(all, order, null, 2);
  const second = pageAfter(all, order, first.next, 2);
  expect([ids(first.page), ids(second.page), second.next]).toEqual([sorted.slice(0, 2), sorted.slice(2), null]);
});

test.each([
  [[], null],
  [[80], 80],
  [[90, 70, 80], 80],
  [[70, 81], 76],
])("the median of %s is %s", (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

test("a quality that is given is expected rather than the usual one, also none at all", () => {
  expect([expected(0, 82), expected(null, 82), expected(null, undefined)]).toEqual([0, 82, null]);
});
