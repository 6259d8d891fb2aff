import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laidOut, standing } from "./places";

const pins = (...places: number[]) => places.map((place, index) => ({ id: index + 1, place }));
const stood = (...places: number[]) => standing(pins(...places)).map(({ pin, stands }) => [pin.id, stands]);

describe("where pins stand", () => {
  test.each<[string, number[], [number, number][]]>([
    ["none", [], []],
    [
      "each at its place",
      [3, 1],
      [
        [2, 1],
        [1, 3],
      ],
    ],
    [
      "the newer first, the other moves down",
      [2, 2],
      [
        [1, 2],
        [2, 3],
      ],
    ],
    [
      "moving on pushes the next",
      [2, 2, 3],
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    ],
    ["off the page it is no pin", [30, 30], [[1, 30]]],
  ])("%s", (_, places, expected) => {
    expect(stood(...places)).toEqual(expected);
  });
});

describe("the page", () => {
  const page = (pinned: [string, number][], others: string) =>
    laidOut(
      pinned.map(([item, stands]) => ({ item, stands })),
      [...others],
    ).join("");
  test.each<[string, [string, number][], string, string]>([
    ["without pins", [], "abc", "abc"],
    [
      "first, and between",
      [
        ["X", 1],
        ["Y", 3],
      ],
      "abc",
      "XaYbc",
    ],
    ["below the others, where they are few", [["X", 9]], "ab", "abX"],
    [
      "alone",
      [
        ["X", 4],
        ["Y", 9],
      ],
      "",
      "XY",
    ],
  ])("%s", (_, pinned, others, expected) => {
    expect(page(pinned, others)).toBe(expected);
  });
});

test("whatever is pinned, nobody is lost and nobody twice, and with enough others every pin stands as told", () => {
  const places = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(places, (given) => {
      const all = standing(pins(...given));
      const others = Array.from({ length: 30 - all.length }, (_, index) => -index - 1);
      const page = laidOut(
        all.map(({ pin, stands }) => ({ item: pin.id, stands })),
        others,
      );
      expect(page).toHaveLength(30);
      expect(new Set(page).size).toBe(30);
      for (const { pin, stands } of all) expect(page[stands - 1]).toBe(pin.id);
    }),
  );
});
