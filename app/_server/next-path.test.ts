import { expect, test } from "vitest";
import { nextPath, signInPath } from "./next-path";

const HOME = "/admin/articles";

test.each([
  ["/admin/articles/7", "/admin/articles/7"],
  ["/admin/articles?state=queued&q=a%20b#x", "/admin/articles?state=queued&q=a%20b#x"],
  ["/", "/"],
  ["/news/a/../b", "/news/b"],
  [undefined, HOME],
  [null, HOME],
  ["", HOME],
  [["/a", "/b"], HOME],
  ["admin/articles", HOME],
  ["https://evil.example/", HOME],
  ["//evil.example", HOME],
  ["///evil.example", HOME],
  ["/\\evil.example", HOME],
  ["/\\/evil.example", HOME],
  ["\\\\evil.example", HOME],
  ["/\t/evil.example", HOME],
  ["/\n/evil.example", HOME],
  ["\t//evil.example", HOME],
  ["/.//evil.example", HOME],
  ["/x/..//evil.example", HOME],
  ["/%2e//evil.example", HOME],
  ["javascript:alert(1)", HOME],
  ["http:/evil.example", HOME],
  ["/sign-in?next=/sign-in", HOME],
  ["/api/auth/signout", HOME],
])("%j leads to %s", (asked, path) => {
  expect(nextPath(asked)).toBe(path);
});

test("the sign-in page leads back", () => {
  const path = "/admin/articles?q=a&state=queued";
  const { searchParams } = new URL(signInPath(path), "http://x");
  expect(nextPath(searchParams.get("next"))).toBe(path);
});
