import { expect, test } from "vitest";
import { filterOf, listParameters, listPath } from "./filter";

test.each([
  [{}, { state: null, q: "", after: null }],
  [
    { state: "queued", q: "  merrow 4 ", after: "12" },
    { state: "queued", q: "merrow 4", after: 12 },
  ],
  [
    { state: "live", q: ["a", "b"], after: "-1" },
    { state: null, q: "", after: null },
  ],
  [
    { q: "a\0b", after: "1e400" },
    { state: null, q: "ab", after: null },
  ],
])("%j", (given, read) => {
  expect(listParameters(given)).toEqual(read);
});

test("words are bounded", () => {
  expect(filterOf(listParameters({ q: "a b  c" })).words).toEqual(["a", "b", "c"]);
  expect(filterOf(listParameters({ q: "w ".repeat(500) })).words).toHaveLength(8);
});

test("an address keeps the filter and drops the place in the list", () => {
  const parameters = listParameters({ state: "queued", q: "a&b", after: "12" });
  expect(listPath(parameters)).toBe("/admin/articles?state=queued&q=a%26b");
  expect(listPath(parameters, { state: null, q: "" })).toBe("/admin/articles");
  expect(listPath(parameters, { after: 40 })).toBe("/admin/articles?state=queued&q=a%26b&after=40");
});
