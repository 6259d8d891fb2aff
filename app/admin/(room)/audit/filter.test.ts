import { expect, test } from "vitest";
import { cursorOf, cursorText, isFiltered, recordParameters, recordPath } from "./filter";

const NOTHING = { by: null, kind: null, article: "", from: null, to: null, after: null };

test.each([
  [{}, NOTHING],
  [
    { by: "12", kind: "publish", from: "2026-11-01", to: "2026-11-30" },
    { ...NOTHING, by: "12", kind: "publish", from: "2026-11-01", to: "2026-11-30" },
  ],
  [
    { by: "gazette", after: "a12" },
    { ...NOTHING, by: "gazette", after: "a12" },
  ],
  [{ by: "1; drop", kind: "all", from: "2026-02-30", to: "yesterday", after: "12" }, NOTHING],
  [{ by: ["1", "2"], article: ["a"], after: "a1234567890123456" }, NOTHING],
  [{ article: "  https://a.example/news/x\0 " }, { ...NOTHING, article: "https://a.example/news/x" }],
])("%j", (given, parameters) => {
  expect(recordParameters(given)).toEqual(parameters);
});

test("an address holds the filter, and its pages are within it", () => {
  const parameters = recordParameters({ by: "3", kind: "edit", after: "a9" });
  expect(recordPath(parameters)).toBe("/admin/audit?by=3&kind=edit");
  expect(recordPath(parameters, { after: "e7" })).toBe("/admin/audit?by=3&kind=edit&after=e7");
  expect(recordPath(parameters, { path: "/admin/audit/export" })).toBe("/admin/audit/export?by=3&kind=edit");
  expect(recordPath(recordParameters({}))).toBe("/admin/audit");
  expect([parameters, recordParameters({ after: "a9" })].map(isFiltered)).toEqual([true, false]);
});

test.each(["a12", "e7"])("the cursor %s is read as it was written", (after) => {
  const cursor = cursorOf(recordParameters({ after }));
  expect(cursor && cursorText(cursor)).toBe(after);
});
