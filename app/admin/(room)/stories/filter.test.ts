import { expect, test } from "vitest";
import { filterOf, storiesPath, storyParameters } from "./filter";
import { markedIn, markName } from "./marked";

test("an address is a filter, and what it does not know is left out", () => {
  const given = storyParameters({ only: "queued", q: "  two  words\0 ", after: "12" });
  expect(filterOf(given)).toEqual({ only: "queued", words: ["two", "words"] });
  expect(given.after).toBe(12);
  expect(storyParameters({ only: "nonsense", q: ["a", "b"], after: "-3" })).toEqual({ only: null, q: "", after: null });
});

test("paths keep the filter and leave the page", () => {
  const given = storyParameters({ only: "edited", q: "a&b", after: "12" });
  expect(storiesPath(given)).toBe("/admin/stories?only=edited&q=a%26b");
  expect(storiesPath(given, { after: 9, only: null })).toBe("/admin/stories?q=a%26b&after=9");
  expect(storiesPath(storyParameters({}))).toBe("/admin/stories");
});

test("ticked articles are told by the names of their boxes", () => {
  expect(markedIn({ [markName(3)]: "on", do: "merge", "article-x": "on", [markName(12)]: "on" })).toEqual([3, 12]);
});
