import { expect, test } from "vitest";
import { textOf, withChange, withText } from "./search-steps";

test("another text begins at the first page and keeps what is chosen", () => {
  expect(withText("/search?topic=data,sync&page=2", "merrow ")).toBe("/search?q=merrow+&topic=data,sync");
  expect(withText("/search?q=merrow&sort=top", "  ")).toBe("/search?sort=top");
  expect(withText("/search?q=merrow", "")).toBe("/search");
  expect(textOf("/search?q=a+b")).toBe("a b");
});

test("a link made for the page that is shown leads where it says", () => {
  expect(withChange("/search?q=a", "/search?q=a", "/search?q=a&page=2")).toBe("/search?q=a&page=2");
});

test.each([
  // [asked for meanwhile, made for, the link, both]
  ["/search?topic=data", "/search", "/search?topic=sync", "/search?topic=data,sync"],
  ["/search?topic=data", "/search", "/search?type=video", "/search?topic=data&type=video"],
  ["/search?topic=a,c", "/search?topic=a,b,c", "/search?topic=b,c", "/search?topic=c"],
  ["/search?q=merrow", "/search?q=mer", "/search?q=mer&sort=top", "/search?q=merrow&sort=top"],
  ["/search?q=a&sort=top", "/search?q=a+-b", "/search?q=-b", "/search?q=-b&sort=top"],
  ["/search?from=2024&to=2024", "/search?from=2023&to=2023", "/search", "/search"],
  ["/search?q=a&page=3", "/search?q=a&page=2", "/search?q=a&topic=b", "/search?q=a&topic=b"],
])("meanwhile %s; from %s to %s gives %s", (now, madeFor, link, both) => {
  expect(withChange(now, madeFor, link)).toBe(both);
});
