import { expect, test } from "vitest";
import { unstorable, unstorableFields } from "./storable-text";

test("NUL and half characters are what Postgres can't hold", () => {
  expect(unstorable("größe 📰 \u0001\ufffd")).toBeNull();
  expect(unstorable("a\0b")).toContain("NUL");
  expect(unstorable("a\ud800b")).toContain("half a character");
});

test("they are found wherever they stand", () => {
  const given = { title: "fine", topics: ["a", "b\0"], images: [{ url: "x", title: "\udc00" }], n: 3, none: null };
  expect(unstorableFields(given)).toEqual({
    "topics.1": "contains a NUL character",
    "images.0.title": "contains half a character (a lone surrogate)",
  });
  expect(unstorableFields({ title: "fine" })).toEqual({});
  expect(unstorableFields(JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`))).toEqual({});
});
