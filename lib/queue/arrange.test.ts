import { expect, test } from "vitest";
import { arranged } from "./arrange";
import { heatAfterJoin, prospect } from "./prospect";

const placed = (id: number, score: number | null = 80, storyId: number | null = null) => ({
  id,
  publishedAt: id * 1000,
  score,
  storyId,
});
type Placed = ReturnType<typeof placed>;

test.each<[string, Placed[], number[][], [number, number][], number[][]]>([
  ["alone", [placed(1), placed(2)], [], [], [[1], [2]]],
  ["a group stands where its first article does", [placed(1), placed(2), placed(3)], [[1, 3]], [], [[1, 3], [2]]],
  ["who would lead comes first", [placed(1, 70), placed(2), placed(3, 90)], [[1, 2, 3]], [], [[3, 1, 2]]],
  ["of equals the older leads", [placed(2), placed(1)], [[1, 2]], [], [[1, 2]]],
  ["what nobody can guess leads last", [placed(1, null), placed(2, 10)], [[1, 2]], [], [[2, 1]]],
  ["a story is a group", [placed(1, 80, 7), placed(2), placed(3, 80, 7)], [], [], [[1, 3], [2]]],
  [
    "a story takes in what is like one of its articles",
    [placed(1, 80, 7), placed(2), placed(3, 80, 7)],
    [[2, 3]],
    [],
    [[1, 2, 3]],
  ],
  [
    "what an editor said is apart is not grouped",
    [placed(1), placed(2), placed(3)],
    [[1, 2, 3]],
    [[2, 1]],
    [[1, 3], [2]],
  ],
])("%s", (_, articles, alike, apart, lines) => {
  expect(arranged(articles, alike, apart).map(({ ids }) => ids)).toEqual(lines);
});

test("a group tells how far apart its articles were published", () => {
  expect(arranged([placed(1), placed(5)], [[1, 5]], [])).toEqual([{ ids: [1, 5], spanMs: 4000 }]);
});

const lead = { id: 9, title: "Led", provider: "Buildlog", quality: 76, heat: 86, isFixed: false };
const peer = { quality: 80, provider: "Low Latency" };

test.each([
  ["alone", 87, { story: null, peers: [] }, { kind: "alone", heat: 87 }],
  [
    "best of those that are alike",
    87,
    { story: null, peers: [peer, peer, peer] },
    { kind: "lead", heat: 117, size: 4 },
  ],
  ["not best", 70, { story: null, peers: [peer] }, { kind: "coverage", of: "Low Latency", heat: 90, size: 2 }],
  ["better than the lead", 87, { story: { id: 1, size: 3, lead }, peers: [] }, { kind: "lead", heat: 107, size: 3 }],
  [
    "not better than the lead",
    76,
    { story: { id: 1, size: 2, lead }, peers: [] },
    { kind: "coverage", of: "Buildlog", heat: 86, size: 2 },
  ],
  [
    "a lead that was chosen stays",
    99,
    { story: { id: 1, size: 2, lead: { ...lead, isFixed: true } }, peers: [] },
    { kind: "coverage", of: "Buildlog", heat: 86, size: 2 },
  ],
])("publishing what is %s", (_, quality, around, expected) => {
  expect(prospect(quality, around)).toEqual(expected);
});

test.each([
  ["one more article is ten more", { id: 1, size: 2, lead }, 70, 96],
  ["a better one leads", { id: 1, size: 2, lead }, 90, 110],
  ["not judged yet it is coverage", { id: -9, size: 1, lead: { ...lead, heat: 76 } }, null, 86],
  ["heat by hand stays", { id: 1, size: 2, lead: { ...lead, heat: 120, isFixed: true } }, 90, 120],
])("joining: %s", (_, story, quality, heat) => {
  expect(heatAfterJoin(story, quality)).toBe(heat);
});
