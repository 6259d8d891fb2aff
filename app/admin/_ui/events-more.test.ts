import { expect, test } from "vitest";
import { toldOf } from "./events";

const later = "2026-11-23T18:00:00.000Z";
type Fields = Record<string, unknown>;

test.each<[string, string, Fields, Fields, string, string[]]>([
  ["article", "edit", { frontHidden: false }, { frontHidden: true }, "Hidden from the front page", []],
  ["article", "edit", { frontHidden: true }, { frontHidden: false }, "Back on the front page", []],
  [
    "article",
    "edit",
    { pinPlace: null, pinUntil: null },
    { pinPlace: 2, pinUntil: later },
    "Pinned to place 2 until 2026-11-23 18:00 UTC",
    [],
  ],
  ["article", "edit", { pinPlace: 2 }, { pinPlace: 3 }, "Pinned to place 3", []],
  ["article", "edit", { pinUntil: null }, { pinUntil: later }, "Pinned until 2026-11-23 18:00 UTC", []],
  [
    "article",
    "edit",
    { pinPlace: 2, pinUntil: later },
    { pinPlace: null, pinUntil: null },
    "Unpinned from place 2",
    [],
  ],
  ["article", "edit", { laterUntil: null }, { laterUntil: later }, "Put off until 2026-11-23 18:00 UTC", []],
  ["article", "edit", { storyId: null }, { storyId: 4 }, "Joined a story", []],
  ["article", "edit", { storyId: 4 }, { storyId: null }, "Taken out of its story", []],
  ["article", "edit", { topics: ["a"] }, { topics: ["a", "b"] }, "", ["Topics a|a, b"]],
  ["article", "edit", { liveFrom: null }, { liveFrom: later }, "", ["Live from none|2026-11-23 18:00 UTC"]],
  [
    "article",
    "edit",
    { images: [] },
    { images: [{ url: "https://a.example/b.png" }] },
    "",
    ["Pictures none|https://a.example/b.png"],
  ],
  ["article", "edit", { inner: 1 }, { inner: 2 }, "", []],
  ["user", "set-role", { role: "editor" }, { role: "admin" }, "Given another role", ["Role editor|admin"]],
  ["user", "set-password", { passwordHash: "a", resetToken: "b" }, { passwordHash: "c" }, "Given a new password", []],
  ["setting", "set-setting", { siteName: "A" }, { siteName: "B" }, "Set setting", ["Site name A|B"]],
  ["topic", "edit", { keywords: [] }, { keywords: ["x"] }, "", ["Keywords none|x"]],
  ["topic", "merge", { name: "A", keywords: ["x"] }, { into: "b" }, "Merged into another", ["Into none|b"]],
  ["topic", "create", {}, { name: "A", keywords: [] }, "Added by hand", []],
  ["job", "stop-job", {}, { kind: "import" }, "Stopped a job", ["Kind none|import"]],
  ["sack", "weigh-it", { weightInKg: 1 }, { weightInKg: 2 }, "Weigh it", ["Weight in kg 1|2"]],
  ["search_synonym", "synonym-remove", { words: ["a", "b"] }, {}, "Removed synonyms", ["Words a, b|none"]],
])("%s %s %j to %j", (subject, action, before, after, what, changes) => {
  const told = toldOf({ subject, action, before, after });
  expect(told.what).toBe(what);
  expect(told.changes.map((change) => `${change.field} ${change.before}|${change.after}`)).toEqual(changes);
});

test("a long text is cut", () => {
  const { changes } = toldOf({
    subject: "article",
    action: "edit",
    before: { webUrl: "" },
    after: { webUrl: "a".repeat(999) },
  });
  expect(changes[0]?.after).toHaveLength(160);
});

test("counts are told as such, and what came anew without what it was not before", () => {
  const { changes } = toldOf({
    subject: "import",
    action: "import",
    before: {},
    after: { topics: { new: 1600, changed: 0 } },
  });
  expect(changes).toEqual([{ field: "Topics", before: "none", after: "1,600 new, 0 changed", isNew: true }]);
});
