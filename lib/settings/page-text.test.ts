import fc from "fast-check";
import { expect, test } from "vitest";
import { pageBlocks, pageSummary } from "./page-text";

const inline = (text: string) => {
  const [block] = pageBlocks(text);
  return block?.kind === "paragraph" ? block.lines[0] : block;
};

test("paragraphs, headings and lists", () => {
  const text = "# Who we are\r\nThe Harbour Post\r\nPier 4\r\n\r\n- One\n- **Two**\n\n### More ###\nEnd";
  expect(pageBlocks(text)).toEqual([
    { kind: "heading", level: 2, content: [{ text: "Who we are" }] },
    { kind: "paragraph", lines: [[{ text: "The Harbour Post" }], [{ text: "Pier 4" }]] },
    { kind: "list", items: [[{ text: "One" }], [{ text: "Two", strong: true }]] },
    { kind: "heading", level: 3, content: [{ text: "More" }] },
    { kind: "paragraph", lines: [[{ text: "End" }]] },
  ]);
});

test.each([
  ["[us](https://post.example/a_b)", [{ text: "us", href: "https://post.example/a_b" }]],
  ["[here](/feeds), too", [{ text: "here", href: "/feeds" }, { text: ", too" }]],
  [
    "see https://post.example/a.",
    [{ text: "see " }, { text: "https://post.example/a", href: "https://post.example/a" }, { text: "." }],
  ],
  ["desk@post.example", [{ text: "desk@post.example", href: "mailto:desk@post.example" }]],
  ["[call](tel:+49301234)", [{ text: "call", href: "tel:+49301234" }]],
  ["2 * 3 ** 4", [{ text: "2 * 3 ** 4" }]],
])("%s", (text, parts) => expect(inline(text)).toEqual(parts));

test.each([
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert)",
  "[x](data:text/html,a)",
  "[x](//other.example/)",
  "[x](/\\other.example)",
  "[x](vbscript:a)",
])("%s is no link", (text) => expect(inline(text)).toEqual([{ text }]));

test("HTML is text", () => {
  expect(inline('<a href="#" onclick="x">y</a>')).toEqual([{ text: '<a href="#" onclick="x">y</a>' }]);
});

test("whatever is typed, no link leads anywhere else, and no word is lost", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."[]()*#-/:@.\n abjs", "javascript:", "https://", "**") }),
      (text) => {
        const parts = pageBlocks(text).flatMap((block) =>
          block.kind === "paragraph" ? block.lines.flat() : block.kind === "list" ? block.items.flat() : block.content,
        );
        for (const { href } of parts) expect(href ?? "/").toMatch(/^(?:https?:|mailto:|tel:|\/(?![/\\])|#)/i);
        const letters = (value: string) => value.replace(/[^abjs]/g, "");
        const shown = parts.map((part) => part.text + (part.href === part.text ? "" : "")).join("");
        // What stands in round brackets is the address, which is not shown.
        if (!text.includes("](")) expect(letters(shown)).toBe(letters(text));
      },
    ),
  );
});

test("long texts without a mark are quick", () => {
  const began = performance.now();
  for (const sign of ["[", "**", "a@", "https://", "a.", "- ", "# "]) pageBlocks(sign.repeat(15_000));
  expect(performance.now() - began).toBeLessThan(2_000);
});

test("the summary is the first paragraph without marks", () => {
  expect(pageSummary("## About\n\nWe are **the** [Post](/)\nof the harbour.\n\nMore", 30)).toBe(
    "We are the Post of the harbour",
  );
});
