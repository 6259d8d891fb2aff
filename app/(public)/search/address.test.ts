import { expect, test } from "vitest";
import { parseQuery } from "@/lib/search/query";
import { changed, choice, cleared, dated, feedAddress, parametersOf } from "./address";

const stateOf = (query: string) => {
  const parameters = parametersOf(Object.fromEntries(new URLSearchParams(query)));
  return { parameters, clauses: parseQuery(parameters.get("q") ?? "") };
};

test("the address holds what the page knows, once, in its order", () => {
  const parameters = parametersOf({ sort: "top", utm: "x", topic: ["data", "sync"], q: ["merrow", "other"], page: "" });
  expect([...parameters]).toEqual([
    ["q", "merrow"],
    ["topic", "data,sync"],
    ["sort", "top"],
  ]);
});

test("a change goes to the first page, and commas stay readable", () => {
  const { parameters } = stateOf("q=merrow&topic=data,sync&page=3");
  expect(changed(parameters, { sort: "newest" })).toBe("/search?q=merrow&topic=data,sync&sort=newest");
  expect(changed(parameters, { q: null, topic: null })).toBe("/search");
});

test.each([
  ["q=merrow", "/search?q=merrow&topic=data", false],
  ["topic=sync", "/search?topic=sync,data", false],
  ["topic=data,sync", "/search?topic=sync", true],
  ["topic=Data", "/search", true],
  ["q=topic:data,sync+merrow", "/search?q=topic%3Async+merrow", true],
  ["q=topic:data&topic=data", "/search", true],
  ["q=-topic:data", "/search?q=-topic%3Adata&topic=data", false],
])("choosing data with ?%s leads to %s", (query, href, isChosen) => {
  expect(choice(stateOf(query), "topic", "data", "Data")).toEqual({ isChosen, href });
});

test("clear takes back what is typed, too", () => {
  expect(cleared(stateOf("q=site:a.example+merrow&provider=b.example"), "provider")).toBe("/search?q=merrow");
  expect(cleared(stateOf("q=merrow"), "provider")).toBeNull();
});

test("a year replaces any dates given before", () => {
  expect(dated(stateOf("q=merrow+after:2022&to=2025"), "2024", "2024")).toBe("/search?q=merrow&to=2024&from=2024");
  expect(dated(stateOf("q=merrow&from=2024&to=2024"), null, null)).toBe("/search?q=merrow");
});

test("a search's feed has its parameters but order and page", () => {
  const { parameters } = stateOf("q=merrow&type=video&sort=top&page=2");
  expect(feedAddress(parameters, "rss.xml")).toBe("/search/rss.xml?q=merrow&type=video");
  expect(feedAddress(new URLSearchParams(), "feed.json")).toBe("/search/feed.json");
});
