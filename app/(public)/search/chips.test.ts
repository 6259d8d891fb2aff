import { expect, test } from "vitest";
import { parseQuery } from "@/lib/search/query";
import { chipsOf } from "./chips";

function chips(query: string) {
  const parameters = new URLSearchParams(query);
  const state = { parameters, clauses: parseQuery(parameters.get("q") ?? "") };
  return chipsOf(state, (facet, value) => (value === "data" ? "Data" : `${facet} ${value}`));
}
const said = (query: string) => chips(query).map(({ kind, text }) => `${kind}: ${text}`);

test("words alone say nothing new", () => {
  expect(chips("q=merrow+storage")).toEqual([]);
});

test.each([
  ['q="offline+first"', ["phrase: “offline first”"]],
  ["q=-beta", ["without: beta"]],
  ["q=intitle:beta+-title:alpha", ["in title: beta", "without in title: alpha"]],
  ["q=topic:data,sync+-site:a.example", ["topic: Data or topic sync", "without provider: provider a.example"]],
  ["q=after:2022+before:yesterday+heat:>=100", ["after: 2022", "before: yesterday", "heat: >=100"]],
  ["topic=data,sync&type=video", ["topic: Data", "topic: topic sync", "type: type video"]],
  ["from=2024&to=2024", ["date: 2024"]],
  ["from=2023&to=2024-05", ["date: 2023 to 2024-05"]],
  ["to=2024", ["until: 2024"]],
])("%s is read as %j", (query, wanted) => {
  expect(said(query)).toEqual(wanted);
});

test("each can be removed alone", () => {
  expect(chips("q=merrow+-beta&topic=data,sync&page=2").map(({ without }) => without)).toEqual([
    "/search?q=-beta&topic=data,sync",
    "/search?q=merrow&topic=data,sync",
    "/search?q=merrow+-beta&topic=sync",
    "/search?q=merrow+-beta&topic=data",
  ]);
});
