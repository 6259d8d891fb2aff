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
  ["The <dialog> element, and </dialog>", "The <dialog> element, and </dialog>"],
  ["vector<int> and Map<K, V<T>>", "vector<int> and Map<K, V<T>>"],
  ["#include <stdio.h>", "#include <stdio.h>"],
  ["<pre-order> is <B>bold</B\n>, <H2 id='x'>head</H2>", "<pre-order> is bold , head"],
  ['<a href="/x" title="y">link</a> <table><tr><td>cell</td></tr></table>', "link cell"],
  ["<script>go()</script><style>p{}</style>", "go() p{}"],
  ["AT&T", "AT&T"],
  ["", ""],
])("%j reads %j", (source, text) => {
  expect(plainText(source)).toBe(text);
});
