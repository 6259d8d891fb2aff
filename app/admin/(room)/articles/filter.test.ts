import { expect, test } from "vitest";
import { filterOf, filterQuery, listParameters, listPath, notUnderstood, pageOf } from "./filter";

test.each([
  "/admin/articles",
  "/admin/articles?q=merrow+4&state=ended&provider=tailwater.example&topic=databases&type=video",
  "/admin/articles?qualityFrom=50&qualityTo=80&heatFrom=-1&heatTo=0&from=2026-01-01&to=2026-01-31&story=none&picture=none&by=7",
  "/admin/articles?sort=quality&order=rising&after=80_12",
  "/admin/articles?before=1822812416000001_812",
])("an address read and written is the same: %s", (path) => {
  const given = Object.fromEntries(new URL(path, "http://localhost").searchParams);
  const { after, before } = pageOf(listParameters(given));
  expect(listPath(listParameters(given), { after, before })).toBe(path);
  expect(notUnderstood(given)).toEqual([]);
});

test("what is not understood is left out, and told", () => {
  const given = {
    state: "lost",
    qualityFrom: "high",
    from: "2026-02-31",
    story: ["in", "none"],
    by: "x",
    q: "fine",
    sort: "id",
  };
  expect(listPath(listParameters(given))).toBe("/admin/articles?q=fine");
  expect(notUnderstood(given)).toEqual(["state", "qualityFrom", "from", "by"]);
});

test("the last day is part of it, in the site's time zone", () => {
  const { from, until } = filterOf(listParameters({ from: "2026-03-28", to: "2026-03-29" }), "Europe/Berlin");
  expect([from, until]).toEqual([new Date("2026-03-27T23:00:00Z"), new Date("2026-03-29T22:00:00Z")]);
});

test("a filter is the same on every page and in every order", () => {
  const given = listParameters({ q: "merrow", sort: "heat", order: "rising", after: "5_5", heatTo: "0" });
  expect(filterQuery(given)).toBe("q=merrow&heatTo=0");
});
