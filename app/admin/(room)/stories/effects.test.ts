import { expect, test } from "vitest";
import { change, leadEffect, mergeEffect, splitEffect } from "./effects";

const article = (id: number, quality: number | null, rest = {}) => ({
  id,
  quality,
  state: "published" as const,
  isLive: true,
  publishedAt: new Date(2026, 10, id),
  heatGiven: null,
  provider: `Paper ${id}`,
  ...rest,
});
const story = [article(1, 90), article(2, 70), article(3, null, { state: "queued" as const, isLive: false })];

test.each<[string, string, string]>([
  ["a change", change(86, 96), "Heat rises from 86° to 96°."],
  ["none", change(86, 86), "Heat stays 86°."],
  ["the first heat", change(null, 96), "Heat becomes 96°."],
  ["nobody leads", change(86, null), "Its 86° are gone: nobody leads."],
  [
    "the lead goes",
    splitEffect(story, new Set([1])),
    "2 articles stay. Heat falls from 110° to 80°. Alone it has 90°.",
  ],
  ["one stays", splitEffect(story, new Set([1, 2])), "The story ends: one article is left. Alone they have 90°, 70°."],
  [
    "a story of their own",
    splitEffect([...story, article(4, 40)], new Set([1, 2]), { together: true }),
    "2 articles stay. Heat falls from 120° to 50°. They are a story of 2 articles: Paper 1 leads with 100°.",
  ],
  ["another lead", leadEffect(story, 2), "Paper 2 leads. Heat falls from 110° to 90°."],
  ["a lead that waits", leadEffect(story, 3), "It leads as soon as it is published."],
  [
    "a lead that is scheduled",
    leadEffect([...story, article(4, 95, { isLive: false })], 4),
    "It leads while it is live, which it is not now.",
  ],
  [
    "quality again",
    leadEffect([article(1, 90), article(2, 70, { leadGiven: true })], null),
    "Paper 1 leads. Heat rises from 80° to 100°.",
  ],
  [
    "one more",
    mergeEffect(story, [article(5, 95)]),
    "A story of 4 articles. Paper 5 leads. Heat rises from 110° to 125°.",
  ],
  [
    "nothing published",
    mergeEffect(
      [article(1, 90, { state: "queued" as const, isLive: false })],
      [article(2, null, { state: "queued" as const, isLive: false })],
    ),
    "A story of 2 articles. Nothing of it is published; Paper 1 would lead.",
  ],
])("%s", (_, said, expected) => {
  expect(said).toBe(expected);
});
