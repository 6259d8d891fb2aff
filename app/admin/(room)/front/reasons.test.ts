import { expect, test } from "vitest";
import type { DeskStory } from "@/lib/front/desk";
import { agedOf, aheadOf, degrees, lasting, pinnedOf, sumOf } from "./reasons";

const NOW = new Date("2026-11-23T09:00:00Z");
const PLACE = { locale: "en-gb", timeZone: "UTC" };
const story = (given: Partial<DeskStory>) =>
  ({
    quality: 96,
    heat: 146,
    others: 5,
    byHand: false,
    publishedAt: NOW,
    counts: 146,
    aheadMs: null,
    pin: null,
    byHeat: null,
    ...given,
  }) as DeskStory;

test.each([
  [{}, "96 + 5 × 10"],
  [{ byHand: true }, "set by hand"],
  [{ others: 0, heat: 96 }, "its quality alone"],
  [{ heat: null, quality: null }, "not judged yet"],
])("the heat of %j is %s", (given, text) => {
  expect(sumOf(story(given))).toBe(text);
});

test.each([
  [30_000, "1 min"],
  [40 * 60_000, "40 min"],
  [59.6 * 60_000, "1 h"],
  [130 * 60_000, "2 h 10 min"],
  [76 * 3_600_000, "3 d 4 h"],
  [24 * 3_600_000, "1 d"],
])("%i ms last %s", (ms, text) => {
  expect(lasting(ms)).toBe(text);
});

test("age, distance and pin", () => {
  expect(agedOf(story({ publishedAt: new Date(NOW.getTime() - 3 * 3_600_000), counts: 104.2 }), NOW, PLACE)).toBe(
    "3 hours ago, counts as 104° now",
  );
  expect([aheadOf(story({})), aheadOf(story({ aheadMs: 10 })), aheadOf(story({ aheadMs: 7_200_000 }))]).toEqual([
    null,
    "level with the next",
    "2 h ahead of the next",
  ]);
  const pin = { place: 2, until: new Date("2026-11-23T18:00:00Z") };
  expect(pinnedOf(story({ pin, byHeat: 22 }), NOW, PLACE)).toBe("Pinned to 2 until 18:00; by heat 22nd");
  const later = { place: 2, until: new Date("2026-11-24T18:00:00Z") };
  expect(pinnedOf(story({ pin: later }), NOW, PLACE)).toBe("Pinned to 2 until 24 November, 18:00");
  expect([degrees(0.123), degrees(99.6), degrees(1234.4)]).toEqual(["0.1°", "100°", "1,234°"]);
});
