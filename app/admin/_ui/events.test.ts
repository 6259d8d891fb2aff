import { expect, test } from "vitest";
import { toldOf } from "./events";

test.each([
  [
    "publish",
    { state: "queued", heat: null, version: 1, slug: null },
    { state: "published", heat: 87, version: 2, slug: "a" },
    "Published",
    ["Heat none 87", "Address none a"],
  ],
  ["unpublish", { state: "published" }, { state: "unpublished", withdrawn: true }, "Unpublished", []],
  ["unpublish", { state: "queued" }, { state: "unpublished", withdrawn: true }, "Left out", []],
  [
    "edit",
    { quality: 82, heat: 82, version: 2 },
    { quality: 87, heat: 87, version: 3 },
    "",
    ["Quality 82 87", "Heat 82 87"],
  ],
  ["edit", { withdrawn: false }, { withdrawn: true }, "Taken off its story", []],
  ["follow", { isCoverage: false, heat: 90 }, { isCoverage: true, heat: -1 }, "Became coverage", ["Heat 90 -1"]],
  ["follow", { heat: 90 }, { heat: 100 }, "Followed from its story", ["Heat 90 100"]],
  ["import-file", {}, {}, "Import file", []],
  [undefined, { state: "queued" }, { state: "published" }, "Now published", []],
])("%s %j to %j is %j", (action, before, after, what, changes) => {
  const told = toldOf({ ...(action === undefined ? {} : { action }), before, after });
  expect(told.what).toBe(what);
  expect(told.changes.map((change) => `${change.field} ${change.before} ${change.after}`)).toEqual(changes);
});
