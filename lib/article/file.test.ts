import { expect, test } from "vitest";
import { articleText, fileText } from "../transfer/testing/files";
import { parseArticleFile } from "./file";

const bomb = Array.from(
  { length: 10 },
  (_, n) =>
    `a${n}: &a${n} [${Array(9)
      .fill(n ? `*a${n - 1}` : "x")
      .join(",")}]`,
);

test.each([
  ["no front matter", "Just text", "it has no front matter"],
  ["no end of front matter", "---\ntitle: x\n", "it has no front matter"],
  ["empty front matter", "---\n---\n", "its YAML is broken"],
  ["broken YAML", articleText({ title: '"x' }), "its YAML is broken"],
  ["a key twice", articleText({ excerpt: "a\nexcerpt: b" }), "its YAML is broken: duplicated mapping key"],
  ["a list", fileText("- a"), "its YAML is not a list of fields with values"],
  ["aliases that explode", articleText({ x: `1\n${bomb.join("\n")}` }), "its YAML grows too large"],
  ["a value that contains itself", articleText({ x: "&x [*x]" }), "its YAML is nested too deeply"],
  ["deep nesting", articleText({ x: "[".repeat(5000) }), "its YAML is broken: nesting exceeded"],
  ["a tag for code", articleText({ x: "!!js/function x" }), "its YAML is broken: unknown scalar tag"],
  ["NUL", articleText({ x: '"\\0"' }), "it contains a NUL character"],
  ["half a character", articleText({ x: '"\\ud800"' }), "it contains half a character"],
  ["no title", articleText({ title: null }), "title is missing"],
  ["a title without a value", articleText({ title: "" }), "title is missing"],
  ["an empty title", articleText({ title: '" "' }), "title must not be empty"],
  ["a title that is a list", articleText({ title: "[a]" }), "title must be text"],
  ["a title that is a number", articleText({ title: "1984" }), "title must be text (in quotes)"],
  ["no date", articleText({ publishedDateTime: null }), "publishedDateTime is missing"],
  ["a date that is none", articleText({ publishedDateTime: "2023-02-30" }), "publishedDateTime is not a date"],
  ["a number as date", articleText({ publishedDateTime: "20240411" }), "publishedDateTime must be a date"],
  ["no link", articleText({ webUrl: null }), "it has neither webUrl nor originalUrl"],
  ["javascript", articleText({ webUrl: '"javascript:alert(1)"' }), "webUrl is not an http or https address"],
  ["ftp", articleText({ originalUrl: "ftp://a.example/x" }), "originalUrl is not an http or https address"],
  ["an address without slashes", articleText({ webUrl: '"https:a.example"' }), "webUrl is not an http"],
  ["an address with a space", articleText({ webUrl: '"https://a.example/a b"' }), "webUrl is not an http"],
  ["a very long address", articleText({ webUrl: `"https://a.example/${"é".repeat(1500)}"` }), "webUrl is not an http"],
  ["quality in words", articleText({ quality: "high" }), "quality must be a whole number"],
  ["a fraction", articleText({ quality: "7.5" }), "quality must be a whole number"],
  ["too large a number", articleText({ heat: "99999999999" }), "heat is too large"],
  ["published in words", articleText({ published: '"true"' }), "published must be true or false"],
  ["topics as text", articleText({ topics: "AI" }), "topics must be a list of names"],
  ["a topic that is a number", articleText({ topics: "[1]" }), "topics[0] must be text"],
  ["provider as text", articleText({ provider: "BBC" }), "provider must be fields"],
  ["an image with a script", articleText({ images: '[{url: "javascript:x"}]' }), "images[0].url is neither"],
  ["an image on any protocol", articleText({ images: '[{url: "//a.example/x.png"}]' }), "images[0].url is neither"],
  ["an image without address", articleText({ images: "[{width: 1}]" }), "images[0].url is missing"],
  ["related as text", articleText({ related: "x" }), "related must be a list of articles"],
  ["related without link", articleText({ related: '[{title: "x"}]' }), "related[0] has neither webUrl nor"],
])("%s is refused", (_, text, reason) => {
  expect(() => parseArticleFile(text)).toThrow(reason);
});

test("the known fields of a file", () => {
  const { data, body } = parseArticleFile(
    articleText(
      {
        excerpt: '"Tom &amp; Jerry"',
        quality: "-3",
        heat: null,
        published: "false",
        topics: '["AI", "ai", "AI"]',
        provider: "{name: The A, domain: A.Example}",
        images: '[{url: "/x.png", width: 10, title: null, isCached: true}]',
        secured: '"abc=="',
      },
      "Body\n",
    ),
  );
  expect(data).toMatchObject({
    title: "A title",
    excerpt: "Tom &amp; Jerry",
    publishedAt: new Date("2024-04-11T08:00:16Z"),
    quality: -3,
    heat: null,
    state: "unpublished",
    topics: ["AI", "ai"],
    provider: { name: "The A", domain: "a.example" },
    images: [{ url: "/x.png", width: 10, isCached: true }],
    originalUrl: null,
    related: [],
  });
  expect(data).not.toHaveProperty("secured");
  expect(body).toBe("Body\n");
});

test("a file without scores waits for an editor", () => {
  expect(parseArticleFile(articleText()).data).toMatchObject({ state: "queued", quality: null, heat: null });
  expect(parseArticleFile(articleText({ published: "" })).data.state).toBe("queued");
});

test("a missing provider is the host of the link", () => {
  const { data } = parseArticleFile(articleText({ webUrl: '"https://www.A.example/x"' }));
  expect(data.provider).toEqual({ domain: "a.example", name: "a.example", images: [] });
});

test("byte order mark and line ends of Windows are tolerated", () => {
  const { data, body } = parseArticleFile(`\ufeff${articleText({}, "Body\n").replaceAll("\n", "\r\n")}`);
  expect(data.title).toBe("A title");
  expect(body).toBe("Body\r\n");
});

test("an article does not list itself, and nobody twice", () => {
  const entries = ["one", "two", "two"].map((name) => `{title: "${name}", webUrl: "https://a.example/${name}"}`);
  const { data } = parseArticleFile(articleText({ related: `[${entries}]` }));
  expect(data.related.map(({ key }) => key)).toEqual(["https://a.example/two"]);
});
