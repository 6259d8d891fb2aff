import { expect, test } from "vitest";
import { newSlug, numbered } from "./new-slug";

const DAY = new Date("2024-04-11T23:30:00Z");

test.each([
  ["Fifty years is a long time for a file", "2024-04-11-fifty-years-is-a-long-time-for-a-file"],
  ["Zoë’s résumé & Jürgen's umlaut", "2024-04-11-zoes-resume-jurgens-umlaut"],
  ["  C++ / .NET -- 2.0!  ", "2024-04-11-c-net-2-0"],
  ["東京の天気", "2024-04-11-東京の天気"],
  ["???", "2024-04-11-untitled"],
  ["", "2024-04-11-untitled"],
])("%s", (title, slug) => {
  expect(newSlug(DAY, title)).toBe(slug);
});

test("is cut between words, and only a first word within itself", () => {
  expect(newSlug(DAY, `${"word ".repeat(15)}${"x".repeat(10)}`)).toBe(`2024-04-11-${"word-".repeat(15).slice(0, -1)}`);
  expect(newSlug(DAY, "y".repeat(300))).toBe(`2024-04-11-${"y".repeat(80)}`);
});

test("numbers start at two", () => {
  expect([1, 2, 3].map((number) => numbered("2024-04-11-a", number))).toEqual([
    "2024-04-11-a",
    "2024-04-11-a-2",
    "2024-04-11-a-3",
  ]);
});
