import { expect, test } from "vitest";
import { answering, driftWord, duration, type Target } from "./words";

const target = (state: Target["state"]): Target => ({
  target: "http://127.0.0.1:7700",
  state,
  detail: null,
  documents: null,
  checkedAt: null,
  drift: null,
  rebuild: null,
  rebuildFailed: null,
});

test.each([
  ["meilisearch", ["ready"], "Meilisearch answers searches; Postgres steps in"],
  ["postgres", [], "Postgres answers searches."],
  ["postgres", ["away"], "since Meilisearch doesn't answer."],
  ["postgres", ["building"], "since Meilisearch has no whole index yet."],
  ["postgres", ["away", "away"], "since Meilisearch doesn't answer."],
  ["postgres", ["away", "building"], "since Meilisearch is not ready."],
] as const)("who answers: %s with %j", (engine, states, said) => {
  expect(answering({ engine, targets: states.map(target) })).toContain(said);
});

test.each([
  [0, "less than a second"],
  [999, "less than a second"],
  [1_000, "1 second"],
  [59_999, "59 seconds"],
  [60_000, "1 minute"],
  [3_600_000, "1 hour"],
  [47 * 3_600_000, "47 hours"],
  [48 * 3_600_000, "2 days"],
])("%d ms is %s", (ms, said) => {
  expect(duration(ms)).toBe(said);
});

test("drift says what is wrong, and nothing else", () => {
  const checkedAt = new Date();
  expect(driftWord({ missing: 0, extra: 0, stale: 0, checkedAt })).toBe("None");
  expect(driftWord({ missing: 1_200, extra: 0, stale: 3, checkedAt })).toBe("1,200 missing, 3 outdated");
  expect(driftWord({ missing: 0, extra: 1, stale: 0, checkedAt })).toBe("1 too many");
});
