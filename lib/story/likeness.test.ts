import { expect, test } from "vitest";
import { ALIKE_FROM, type Article, alikeGroups, groupsOf, likeness, MAX_COMPARED } from "./likeness";

let id = 0;
const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 20);
const article = (title: string, rest: Partial<Article> & { hours?: number } = {}): Article => {
  const { hours = 0, ...given } = rest;
  id += 1;
  return { id, title, excerpt: "", publishedAt: new Date(NOW - hours * HOUR_MS), ...given };
};
const engine = article("Merrow 4 replaces its storage engine", {
  excerpt: "The embedded database drops its page format.",
});
const benchmark = article("New Merrow 4 storage engine writes twice as fast", { hours: 2 });
const ferry = article("Ferry merges bookings at the ramp", { hours: 3 });

test("the same words in two papers are probably one story", () => {
  expect(likeness(engine, benchmark)).toBeGreaterThan(ALIKE_FROM);
  expect(likeness(engine, ferry)).toBe(0);
});

test.each<[string, Article]>([
  ["another number", { ...benchmark, title: "New Merrow 5 storage engine writes twice as fast" }],
  ["a week later", { ...benchmark, publishedAt: new Date(NOW - 8 * 24 * HOUR_MS) }],
  ["the same provider", { ...benchmark, providerId: 1 }],
])("less so: %s", (_, other) => {
  const lead = { ...engine, providerId: 1 };
  expect(likeness(lead, other)).toBeLessThan(likeness(lead, benchmark));
});

test("it is the same both ways, between 0 and 1, also for nothing", () => {
  const all = [
    engine,
    benchmark,
    ferry,
    article(""),
    article("the and of"),
    article("東京で新しい図書館"),
    article("C++ & .NET"),
  ];
  for (const a of all)
    for (const b of all) {
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 9);
      expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
      expect(likeness(a, b)).toBeLessThanOrEqual(1);
    }
  expect(likeness(article("東京で新しい図書館が開館"), article("新しい図書館が東京に"))).toBeGreaterThan(ALIKE_FROM);
});

test("thirty-eight million is a number however it is written; months number what comes each month", () => {
  const leak = article("Portal settings leak 38 million records");
  expect(likeness(leak, article("38M records leak from portal"))).toBeGreaterThan(ALIKE_FROM);
  const may = article("Portal news: May 2026 update");
  const june = article("Portal news: June 2026 update");
  expect(likeness(may, june)).toBeLessThan(likeness(may, { ...june, title: "Portal news: May 2026 updates" }));
});

test("groups have the ids in the order given, and nobody twice", () => {
  const others = Array.from({ length: 30 }, (_, at) =>
    article(`Number ${at} tells of ${["boats", "clocks", "looms"][at % 3]} ${at}x`),
  );
  expect(alikeGroups([ferry, benchmark, ...others, engine])).toEqual([[benchmark.id, engine.id]]);
  expect(alikeGroups([])).toEqual([]);
});

test("a chain of neighbours is no group", () => {
  const pairs = [1, 2, 3, 4, 5].map((a) => ({ a, b: a + 1, likeness: 0.9 - a / 100 }));
  expect(groupsOf(pairs)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
  ]);
});

test("a few hundred articles are grouped fast, and more are cut", () => {
  const words = Array.from({ length: 400 }, (_, at) => `word${at}`);
  const any = (at: number, count: number) =>
    Array.from({ length: count }, (_, n) => words[(at * 37 + n * n * 13) % 400]).join(" ");
  const many = Array.from({ length: MAX_COMPARED * 3 }, (_, at) =>
    article(any(at, 12), { excerpt: any(at + 7, 40), hours: at / 10 }),
  );
  const began = performance.now();
  const groups = alikeGroups(many);
  expect(performance.now() - began).toBeLessThan(5_000);
  const newest = new Set(many.slice(0, MAX_COMPARED).map((one) => one.id));
  expect(groups.flat().every((one) => newest.has(one))).toBe(true);
});
