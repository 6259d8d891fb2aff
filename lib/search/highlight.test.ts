import fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "./highlight";
import { parseQuery } from "./query";

const marked = (text: string, query: string) =>
  highlight(text, parseQuery(query))
    .map((segment) => (segment.mark ? `[${segment.text}]` : segment.text))
    .join("");

test.each([
  ["Most conflicts are quiet", "conflict", "Most [conflicts] are quiet"],
  ["Conflict-free types", "conflicts", "[Conflict]-free types"],
  ["A café in São Paulo", "cafe sao", "A [café] in [São] Paulo"],
  ["Microsoft and micro", "micro", "[Microsoft] and [micro]"],
  ["Offline first, revisited", '"offline first"', "[Offline] [first], revisited"],
  ["A webinar on radio", "radio -webinar", "A webinar on [radio]"],
  ["<script>alert(1)</script>", "script", "<[script]>alert(1)</[script]>"],
  ["as is", "a", "as is"],
])("%s with %s", (text, query, result) => {
  expect(marked(text, query)).toBe(result);
});

test("the segments always join to the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, query) => {
      expect(
        highlight(text, parseQuery(query))
          .map((segment) => segment.text)
          .join(""),
      ).toBe(text);
    }),
  );
});
