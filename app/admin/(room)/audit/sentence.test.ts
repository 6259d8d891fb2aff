import { expect, test } from "vitest";
import type { Act, NamedEvent } from "@/lib/record/record";
import { sentenceOf } from "./sentence";

const event = (action: string, after: object = {}, subject = "article"): NamedEvent =>
  ({ action, subject, before: {}, after, name: "It" }) as unknown as NamedEvent;
const act = (
  events: NamedEvent[],
  tally: [action: string, events: number, subject?: string][],
  size: number | null = 2,
): Act =>
  ({
    events,
    size,
    tally: tally.map(([action, number, subject = "article"]) => ({ action, subject, events: number })),
  }) as Act;

test("one article, and what followed", () => {
  const sentence = sentenceOf(
    act(
      [event("publish"), event("follow"), event("follow")],
      [
        ["follow", 2],
        ["publish", 1],
      ],
    ),
  );
  expect(sentence).toMatchObject({ of: "one", told: { what: "Published" }, followed: 2 });
});

test.each<[string, Act]>([
  ["Published: 212 articles", act([event("publish"), event("publish")], [["publish", 212]])],
  [
    "Changed 5,000 articles: quality to 70, topics",
    act(
      [event("edit", { quality: 70, topics: ["a"] }), event("edit", { quality: 70, topics: ["b"] })],
      [["edit", 5000]],
    ),
  ],
  [
    "Hidden from the front page: 2 articles",
    act([event("edit", { frontHidden: true }), event("edit", { frontHidden: true })], [["edit", 2]]),
  ],
  [
    "Published: 3 articles; Changed 2 articles",
    act(
      [event("publish"), event("edit"), event("edit", { withdrawn: true })],
      [
        ["edit", 2],
        ["publish", 3],
      ],
    ),
  ],
  ["Changed more than 10,000 articles", act([event("edit")], [["edit", 10_000]], null)],
  ["Import topic: 3 topics", act([event("import-topic", {}, "topic")], [["import-topic", 3, "topic"]])],
  ["Weigh: 2 sack entries", act([event("weigh", {}, "sack")], [["weigh", 2, "sack"]])],
])("%s", (text, given) => {
  expect(sentenceOf(given)).toMatchObject({ of: "many", text });
});
