import fc from "fast-check";
import { CORE_SCHEMA, load, YAML11_SCHEMA } from "js-yaml";
import { expect, test } from "vitest";
import { newRow } from "../transfer/merge";
import { articleText, fileText } from "../transfer/testing/files";
import { parseArticleFile, parseFrontMatter } from "./file";
import { articleFileText, type Exported } from "./write-file";

/** The article as it is after its file was imported. */
function imported(text: string): Exported {
  const { data } = parseArticleFile(text);
  const row = newRow(data, { id: 1, slug: "a", providerId: 1 });
  return { row, topics: data.topics, provider: data.provider, text, related: null };
}
const changedTo = (text: string, row: Partial<Exported["row"]>, rest: Partial<Exported> = {}) => {
  const article = imported(text);
  return articleFileText({ ...article, row: { ...article.row, ...row }, ...rest });
};

const FILE = `---
# Found by hand
category: news
title: 'It''s "quoted"'   # odd
excerpt: >
  Folded
  text

publishedDateTime: 2024-04-11 08:00:16
webUrl: https://a.example/x
"quality": 72
heat: 72
published: true

topics:
- AI
- "Multi
  line"
unknown: {a: [1, 2.50, 0x1F], b: 2024-01-01}

secured: "abc=="
---
Body --- here
`;

test("what did not change comes out as it came", () => {
  expect(articleFileText(imported(FILE))).toBe(FILE);
});

test.each<[string, Partial<Exported["row"]>, [string, string]]>([
  ["title", { title: "New: #1" }, [`title: 'It''s "quoted"'   # odd\n`, 'title: "New: #1"\n']],
  ["excerpt", { excerpt: "Line\nline" }, ["excerpt: >\n  Folded\n  text\n", 'excerpt: "Line\\nline"\n']],
  ["a quoted key", { quality: 80 }, ['"quality": 72\n', "quality: 80\n"]],
  ["a removed field", { quality: null }, ['"quality": 72\n', ""]],
  ["a date", { publishedAt: new Date("2025-01-02T03:04:05Z") }, ["2024-04-11 08:00:16", "2025-01-02T03:04:05Z"]],
  ["state", { state: "unpublished" }, ["published: true\n", "published: false\n"]],
  ["back to the queue", { state: "queued" }, ["published: true\n", ""]],
  [
    "a new field",
    { ampWebUrl: "https://a.example/amp" },
    ["a.example/x\n", 'a.example/x\nampWebUrl: "https://a.example/amp"\n'],
  ],
  ["heat", { heat: 90 }, ["heat: 72\n", "heat: 90\n"]],
])("only what changed changes: %s", (_, row, [was, is]) => {
  expect(changedTo(FILE, row)).toBe(FILE.replace(was, is));
});

test("topics are replaced as a whole, at their place", () => {
  expect(changedTo(FILE, {}, { topics: ["B"] })).toBe(
    FILE.replace('topics:\n- AI\n- "Multi\n  line"\n', 'topics:\n  - "B"\n'),
  );
});

test("line ends of Windows stay", () => {
  const windows = FILE.replaceAll("\n", "\r\n");
  expect(changedTo(windows, { quality: 1 })).toBe(windows.replace('"quality": 72', "quality: 1"));
});

test("computed heat is not written into a file that gives none", () => {
  const text = articleText({ quality: "72" });
  expect(changedTo(text, { heat: 92 })).toBe(text);
  expect(parseArticleFile(changedTo(text, { heat: 5, heatGiven: 5 })).data.heat).toBe(5);
});

test("what cannot be cut out is written anew, with every field", () => {
  const flow = fileText(
    '{title: x, publishedDateTime: 2024-04-11T08:00:16Z, webUrl: "https://a.example/x", other: [yes]}',
    "B",
  );
  const text = changedTo(flow, { title: "y" });
  expect(parseFrontMatter(text)).toEqual({
    fields: { title: "y", publishedDateTime: "2024-04-11T08:00:16Z", webUrl: "https://a.example/x", other: ["yes"] },
    body: "B",
  });
  expect(text).toContain("publishedDateTime: 2024-04-11T08:00:16Z\n");
});

test("an alias to what is replaced is written out", () => {
  const text = changedTo(articleText({ title: "&t One", excerpt: "*t" }), { title: "Two" });
  expect(parseArticleFile(text).data).toMatchObject({ title: "Two", excerpt: "One" });
});

test("an article without a file gets one that says the same", () => {
  const article = imported(
    articleText({ quality: "7", published: "true", topics: "[AI]", images: '[{url: "/x.png"}]' }),
  );
  const { data } = parseArticleFile(articleFileText({ ...article, text: null }));
  expect(data).toEqual({ ...parseArticleFile(article.text as string).data, heat: 7 });
});

test("any text survives, for readers of YAML 1.1 and 1.2", () => {
  const text = fc
    .oneof(
      fc.string({ unit: "binary", minLength: 1 }),
      fc.string({ unit: "grapheme", minLength: 1 }),
      fc.constantFrom(
        "yes",
        "no",
        "~",
        "null",
        "1e3",
        "0o17",
        "2024-01-01",
        "a: b",
        "- a",
        "#",
        "---",
        "\u0085",
        "\ufeffa",
      ),
    )
    .filter((value) => value.trim() !== "" && !value.includes("\0") && !/\p{Surrogate}/u.test(value));
  fc.assert(
    fc.property(text, (title) => {
      for (const source of [FILE, null]) {
        const written = changedTo(FILE, { title }, { text: source });
        const yaml = written.slice(4, written.indexOf("\n---\n") + 1);
        for (const schema of [CORE_SCHEMA, YAML11_SCHEMA]) {
          expect(load(yaml, { schema })).toMatchObject({ title });
        }
      }
    }),
  );
});
