import fc from "fast-check";
import { expect, test } from "vitest";
import { otherForms, soughtTokens, stem, tokens, words } from "./tokens";

test.each<[string, string]>([
  ["Rural mesh, a trial!", "rural mesh a trial"],
  ["C++ and C# on .NET", "cplusplus and csharp on dotnet"],
  ["F#m, #hash, a++b", "f m hash a b"],
  ["site.net ..net", "site net net"],
  ["node.js 2.0", "node js 2 0"],
  ["don't, company’s, O'Reilly", "dont company oreilly"],
  ["GPT-4 or GPT4", "gpt 4 or gpt4"],
  ["Café, naïve, Łódź, straße, Ærø", "cafe naive lodz strasse aero"],
  ["AT&T R&D", "at t r d"],
  ["東京都 news", "東 東京 京 京都 都 news"],
  ["한국어", "한 한국 국 국어 어"],
  ["<b>&amp;", "b amp"],
  ["🦘 — …", ""],
])("%s", (text, expected) => {
  expect(words(text).join(" ")).toBe(expected);
});

test.each<[string, string]>([
  ["東京", "東京"],
  ["東京都", "東京 京 京都"],
  ["京", "京"],
  ["gpt-4 東京", "gpt 4 東京"],
])("%s is sought as %s", (text, expected) => {
  expect(
    soughtTokens(text)
      .map((token) => token.text)
      .join(" "),
  ).toBe(expected);
});

test.each<[string, string]>([
  ["GPT-4 and GPT4", "gpt4 gpt 4"],
  ["e-commerce", "ecommerce"],
  ["state-of-the-art 2020", ""],
])("%s can also be written %s", (text, expected) => {
  expect(otherForms(text).join(" ")).toBe(expected);
});

test("any part of a text without spaces is found in it as neighbours", () => {
  const sign = fc.constantFrom(..."東京都新聞の日本語");
  fc.assert(
    fc.property(fc.array(sign), fc.array(sign, { minLength: 1 }), fc.array(sign), (before, part, after) => {
      const inText = words([...before, ...part, ...after].join(""));
      const sought = soughtTokens(part.join("")).map((token) => token.text);
      const found = inText.some((_, at) => sought.every((token, index) => inText[at + index] === token));
      expect(found).toBe(true);
    }),
  );
});

test("tokens stand where they say", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const { text: token, start, end } of tokens(text)) {
        expect(words(text.slice(start, end)).join(" ")).toContain(token);
      }
    }),
  );
});

test("stems are for English words", () => {
  expect([stem("conflicts"), stem("conflict"), stem("2020s"), stem("café")]).toEqual([
    "conflict",
    "conflict",
    "2020s",
    "café",
  ]);
});
