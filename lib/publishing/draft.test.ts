import { expect, test } from "vitest";
import { changedFields, clashOf, EMPTY_DRAFT, merged } from "./draft";

const base = { ...EMPTY_DRAFT, title: "Old", excerpt: "One\nTwo", topics: ["Data", "Web"] };

test("changed is what says something else", () => {
  expect(changedFields(base, { ...base, excerpt: "One\r\nTwo\r\n" })).toEqual([]);
  expect(changedFields(base, { ...base, title: "New", topics: ["Web", "Data"] })).toEqual(["title", "topics"]);
});

test("what does not overlap is merged, and of the rest each field is chosen", () => {
  const theirs = { ...base, excerpt: "Theirs", title: "Their title", type: "video" };
  const mine = { ...base, title: "My title", quality: "90", type: "video" };
  const clash = clashOf(base, theirs, mine);
  expect(clash).toEqual({ theirs: ["excerpt"], mine: ["quality"], both: ["title"] });
  const result = { ...theirs, quality: "90" };
  expect(merged({ theirs, mine }, clash, [])).toEqual(result);
  expect(merged({ theirs, mine }, clash, ["title"])).toEqual({ ...result, title: "My title" });
});
