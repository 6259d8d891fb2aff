import { expect, test } from "vitest";
import { completed, openWord } from "./word";

const open = (text: string) => openWord(text, text.length);

test.each([
  ["topic:da", "topics", "da"],
  ["merrow site:da", "providers", "da"],
  ["source:", "providers", ""],
  ["-provider:x.ex", "providers", "x.ex"],
  ["type:v", "types", "v"],
  ["topic:data,br", "topics", "br"],
])("%s can be completed", (text, list, value) => {
  expect(open(text)).toMatchObject({ list, value });
});

test.each(["", "merrow", "xtopic:da", "after:20", "topic:da ", 'topic:"da'])("%s cannot", (text) => {
  expect(open(text)).toBeNull();
});

test("only where the caret is", () => {
  expect(openWord("site:da merrow", 7)).toMatchObject({ value: "da", start: 5, end: 7 });
  expect(openWord("site:da merrow", 6)).toBeNull();
});

test("what is completed keeps what stands around it", () => {
  const word = openWord("merrow site:da sync", 14);
  expect(word && completed("merrow site:da sync", word, "data.example")).toEqual({
    text: "merrow site:data.example sync",
    caret: 25,
  });
});
