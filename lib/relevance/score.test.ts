import { expect, test } from "vitest";
import { ALL, type Outcome, scores } from "./score";

const outcome = (kind: string, place: number | null, ms: number, right = [1]): Outcome => ({
  set: "judged",
  kind,
  q: "",
  right,
  found: [],
  place,
  ms,
});

test("shares of each kind, and of all that have an answer", () => {
  const outcomes = [
    outcome("word", 1, 3),
    outcome("word", 4, 1),
    outcome("word", null, 2),
    outcome("typo", 1, 9),
    outcome("nothing", 1, 5, []),
  ];
  const named = scores(outcomes).map(({ kind, queries, first, inFive, medianMs }) => [
    kind,
    queries,
    first,
    inFive,
    medianMs,
  ]);
  expect(named).toEqual([
    ["word", 3, 1 / 3, 2 / 3, 2],
    ["typo", 1, 1, 1, 9],
    ["nothing", 1, 1, 1, 5],
    [ALL, 4, 2 / 4, 3 / 4, 3],
  ]);
});
