import { expect, test } from "vitest";
import { searchRequest } from "./parameters";
import { withoutSmallWords } from "./small-words";

const termsOf = (q: string) =>
  searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 20, now: new Date() }).query.terms;

test.each([
  ["how do I shrink a .NET service", ".NET service shrink", "how do I a"],
  ["What is a mesh?", "mesh?", "What is a"],
  ['the who "the who" -the', "the who the", "the who"],
  ["intitle:the mesh", "mesh the", ""],
  ["the who", "", ""],
  ["mesh radio", "mesh radio", ""],
])("%s", (q, kept, left) => {
  const found = withoutSmallWords(termsOf(q));
  if (left === "") return expect(found).toBeNull();
  expect(found?.left.join(" ")).toBe(left);
  expect(found?.terms.map(({ text }) => text).sort()).toEqual(kept.split(/ (?!who)/).sort());
});
