import fc from "fast-check";
import { stemmer } from "stemmer";
import { expect, test, vi } from "vitest";
import { highlight } from "./highlight";
import { NO_FILTERS, searchRequest } from "./parameters";

vi.mock("stemmer", async (original) => ({ stemmer: vi.fn((await original<typeof import("stemmer")>()).stemmer) }));

const termsOf = (q: string) =>
  searchRequest(new URLSearchParams({ q }), { timeZone: "UTC", pageSize: 20, now: new Date() }).query.terms;
const marked = (text: string, query: string) =>
  highlight([text], termsOf(query))[0]
    .map((segment) => (segment.mark ? `[${segment.text}]` : segment.text))
    .join("");

test.each([
  ["Most conflicts are quiet", "conflict", "Most [conflicts] are quiet"],
  ["Conflict-free types", "conflicts", "[Conflict]-free types"],
  ["A café in São Paulo", "cafe sao", "A [café] in [São] Paulo"],
  ["Microsoft and micro", "micro", "[Microsoft] and [micro]"],
  ["Microsoft buys", "Microsfot", "[Microsoft] buys"],
  ["Microsoft and Microsofta", "microsoft", "[Microsoft] and [Microsofta]"],
  ["Budget of 2020", "2021", "Budget of 2020"],
  ["Offline first, revisited", '"offline first"', "[Offline] [first], revisited"],
  ["First, go offline", '"offline first"', "First, go offline"],
  ["A webinar on radio", "radio -webinar", "A webinar on [radio]"],
  ["Parsing C++ in C", "C++", "Parsing [C++] in C"],
  ["Trimming a .NET service", ".NET", "Trimming a [.NET] service"],
  ["GPT-4 is here", "gpt-4", "[GPT]-[4] is here"],
  ["東京都の新聞", "東京", "[東京]都の新聞"],
  ["東京都の新聞", "京都", "東[京都]の新聞"],
  ["<script>alert(1)</script>", "script", "<[script]>alert(1)</[script]>"],
  ["as is", "a", "as is"],
  ["topic:x", "topic:x", "topic:x"],
])("%s with %s", (text, query, result) => {
  expect(marked(text, query)).toBe(result);
});

test("a typo is marked only where the word itself is nowhere, and title words in the title alone", () => {
  const lines = (query: string) =>
    highlight(["The radio", "A radix and a radio"], termsOf(query)).map((line) =>
      line.filter(({ mark }) => mark).map(({ text }) => text),
    );
  expect(lines("radio")).toEqual([["radio"], ["radio"]]);
  expect(lines("intitle:radio")).toEqual([["radio"], []]);
  expect(lines("radyo")).toEqual([["radio"], ["radio"]]);
});

test("each word is stemmed once, however many are sought", () => {
  const sought = termsOf("ant bee cat dog eel fox gnu hen ibis jay");
  vi.mocked(stemmer).mockClear();
  highlight(["Lions and tigers and bears", "Oh my"], sought);
  expect(vi.mocked(stemmer).mock.calls.length).toBeLessThanOrEqual(7 + sought.length);
});

test("the segments always join to the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, query) => {
      const [title, excerpt] = highlight([text, text], termsOf(query));
      expect(title.map((segment) => segment.text).join("")).toBe(text);
      expect(excerpt.map((segment) => segment.text).join("")).toBe(text);
    }),
  );
  expect(NO_FILTERS.topics).toEqual([]);
});
