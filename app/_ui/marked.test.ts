import { expect, test } from "vitest";
import { cropped } from "./marked";

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");
const textOf = (segments: { text: string }[]) => segments.map(({ text }) => text).join("");

test("a short text stays as it is", () => {
  const segments = [{ text: "a short one", mark: false }];
  expect(cropped(segments)).toBe(segments);
});

test("a long text is cut after a word", () => {
  const text = textOf(cropped([{ text: words(100), mark: false }]));
  expect(text).toMatch(/^word0 .* word\d+…$/);
  expect(text.length).toBeLessThanOrEqual(301);
});

test("a match far on stays in sight, with what stands before it", () => {
  const shown = cropped([
    { text: `${words(100)} `, mark: false },
    { text: "needle", mark: true },
    { text: ` ${words(100)}`, mark: false },
  ]);
  expect(shown.find(({ mark }) => mark)?.text).toBe("needle");
  expect(textOf(shown)).toMatch(/^…word\d+ .*word99 needle word0 .*…$/);
});

test("of a text without a space, as much as fits", () => {
  expect(textOf(cropped([{ text: "字".repeat(500), mark: false }]))).toBe(`${"字".repeat(300)}…`);
});
