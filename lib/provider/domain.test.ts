import { expect, test } from "vitest";
import { parseArticleFile } from "../article/file";
import { articleText, fileText } from "../transfer/testing/files";
import { parseOrganizationFile } from "./file";

const inArticle = (domain: string) =>
  parseArticleFile(articleText({ provider: `{domain: ${JSON.stringify(domain)}}` })).data.provider.domain;
const inOrganization = (domain: string) =>
  parseOrganizationFile(fileText(`name: One\ndomain: ${JSON.stringify(domain)}`)).domain;

test.each([
  "a.example",
  "localhost:3000",
  "under_score.example",
  "日本.example",
  "xn--wgv71a.example",
  "हिन्दी.example",
])("%s is a domain", (domain) => {
  expect(inArticle(domain)).toBe(domain);
  expect(inOrganization(domain)).toBe(domain);
});

test.each(["..", ".", "a/b", "../a", "a b", ".a", "a..b", "a:b", "a:", "a?b", "a@b", "a".repeat(254)])(
  "%s is none, whichever file says so",
  (domain) => {
    expect(() => inArticle(domain)).toThrow("is not a domain");
    expect(() => inOrganization(domain)).toThrow("is not a domain");
  },
);

test("a host that is no domain must not stand for one", () => {
  const article = (webUrl: string) => parseArticleFile(articleText({ webUrl: `"${webUrl}"` })).data.provider.domain;
  expect(article("https://www.a.example./one")).toBe("a.example");
  expect(() => article("https://a..example/one")).toThrow("host is not a domain");
});
