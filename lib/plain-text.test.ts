import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test.each([
  ["Tom &amp; Jerry", "Tom & Jerry"],
  ["it&#8217;s", "it’s"],
  ["a&nbsp;b", "a b"],
  ["one\n\n two ", "one two"],
  ["<p>Hello <b>there</b></p>", "Hello there"],
  ["a<br/>b", "a b"],
  ["<!-- note -->text", "text"],
  // Decoded once: what a provider wrote about markup stays readable.
  ["&lt;script&gt;", "<script>"],
  ["&amp;lt;b&amp;gt;", "&lt;b&gt;"],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
  ["if (a<b) go", "if (a<b) go"],
  ["AT&T", "AT&T"],
  ["", ""],
])("%j reads %j", (source, text) => {
  expect(plainText(source)).toBe(text);
});
