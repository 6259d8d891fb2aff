import { expect, test } from "vitest";
import { articleEdits, changes } from "./given";

test("what is not given is not changed", () => {
  expect(changes.parse({})).toEqual({});
});

test("dates are moments", () => {
  expect(changes.parse({ liveFrom: "2026-12-01T00:00:00Z", liveUntil: null })).toEqual({
    liveFrom: new Date("2026-12-01T00:00:00Z"),
    liveUntil: null,
  });
});

test.each<[string, unknown, string]>([
  ["a NUL character", { title: "a\0b" }, "title"],
  ["half a character", { topics: ["a\ud800b"] }, "topics.0"],
  ["an unknown field", { hot: 3 }, ""],
  ["a score with a fraction", { quality: 1.5 }, "quality"],
  ["a heat in words", { heat: "hot" }, "heat"],
  ["an empty title", { title: " " }, "title"],
  ["a script as link", { webUrl: "javascript:alert(1)" }, "webUrl"],
  ["a slug with a slash", { slug: "a/b" }, "slug"],
  ["a slug that goes up", { slug: ".." }, "slug"],
  ["a day that is none", { publishedAt: "2026-02-31T00:00:00Z" }, "publishedAt"],
  ["an end before the beginning", { liveFrom: "2026-12-02T00:00:00Z", liveUntil: "2026-12-01T00:00:00Z" }, "liveUntil"],
  ["a place without an end", { pinPlace: 1 }, "pinUntil"],
  ["an image that is no address", { images: [{ url: "data:x" }] }, "images.0.url"],
])("%s is refused", (_, given, field) => {
  const { error } = changes.safeParse(given);
  expect(error?.issues.map(({ path }) => path.join("."))).toContain(field);
});

test("an article stands once in an act", () => {
  const edit = { id: 1, changes: { quality: 1 } };
  expect(articleEdits.safeParse([edit, { ...edit, id: 2 }]).success).toBe(true);
  expect(articleEdits.safeParse([edit, edit]).success).toBe(false);
  expect(articleEdits.safeParse([]).success).toBe(false);
});
