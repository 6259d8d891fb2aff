import { expect, test } from "vitest";
import { untracked } from "./untracked";

test.each([
  ["https://a.example/x?utm_source=feed&utm_medium=rss", "https://a.example/x"],
  ["https://a.example/x?id=7&UTM_Campaign=a&page=2#part", "https://a.example/x?id=7&page=2#part"],
  ["https://a.example/?fbclid=1&gclid=2&msclkid=3&mc_eid=4&q=a%20b+c", "https://a.example/?q=a%20b+c"],
  ["https://a.example/x?utm%5Fsource=feed#utm_source=kept", "https://a.example/x#utm_source=kept"],
  ["https://a.example/x?pk_campaign=1&mtm_kwd=2&", "https://a.example/x?"],
])("%s", (url, shown) => {
  expect(untracked(url)).toBe(shown);
});

test.each([
  "https://a.example/utm_source=feed",
  "https://a.example/x?q=utm_source&source=b&ref=c",
  "https://a.example/x?a=%ff&&b=%E4%BD%A0#?fbclid=1",
  "https://a.example/x?",
  "not an address",
  "",
])("%s stays as it is", (url) => {
  expect(untracked(url)).toBe(url);
});
