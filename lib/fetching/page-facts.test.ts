import { expect, test } from "vitest";
import { pageFacts } from "./page-facts";

const URL_OF_PAGE = "https://www.tailwater.example/2026/merrow?utm_source=x";
const facts = (head: string) =>
  pageFacts(`<!doctype html><html><head>${head}</head><body><p>Text</body></html>`, URL_OF_PAGE);

test("a page with everything", () => {
  expect(
    facts(`<title>Merrow 4 | The Tailwater</title>
      <link rel="shortlink canonical" href="/2026/merrow">
      <meta property="og:title" content="Merrow 4 replaces its storage engine &amp; more">
      <meta property="og:description" content="The embedded database drops its page format.">
      <meta property="og:site_name" content="The Tailwater">
      <meta property="og:image" content="/media/drawers.jpg">
      <meta property="og:image:width" content="1600"><meta property="og:image:height" content="900">
      <meta property="og:image:alt" content="Card drawers">
      <meta property="og:image" content="/media/second.jpg">
      <meta property="article:published_time" content="2026-11-19T07:40+01:00">`),
  ).toEqual({
    link: "https://www.tailwater.example/2026/merrow",
    title: "Merrow 4 replaces its storage engine & more",
    excerpt: "The embedded database drops its page format.",
    provider: { domain: "tailwater.example", name: "The Tailwater" },
    image: { url: "https://www.tailwater.example/media/drawers.jpg", width: 1600, height: 900, title: "Card drawers" },
    publishedAt: new Date("2026-11-19T06:40:00Z"),
    type: "article",
  });
});

test("a page with nothing but a title", () => {
  expect(facts("<title>\n  Merrow   4 </title>")).toEqual({
    link: URL_OF_PAGE,
    title: "Merrow 4",
    excerpt: "",
    provider: { domain: "tailwater.example", name: "tailwater.example" },
    image: null,
    publishedAt: null,
    type: "article",
  });
});

test("JSON-LD fills in what is missing, and broken scripts do no harm", () => {
  const data = {
    "@graph": [
      { "@type": "WebSite", name: "No" },
      {
        "@type": ["NewsArticle"],
        headline: "From the data",
        datePublished: "2026-11-19T06:40:00Z",
        image: [{ url: "https://cdn.example/a.jpg" }],
        publisher: { name: "The Publisher" },
      },
    ],
  };
  const found = facts(`<script type="application/ld+json">{ broken</script>
    <script type="application/ld+json">${JSON.stringify(data)}</script><meta name="description" content="Described">`);
  expect(found).toMatchObject({
    title: "From the data",
    excerpt: "Described",
    provider: { name: "The Publisher" },
    image: { url: "https://cdn.example/a.jpg" },
    publishedAt: new Date("2026-11-19T06:40:00Z"),
  });
});

test.each([
  ["another site's canonical address", '<link rel="canonical" href="https://evil.example/a">', URL_OF_PAGE],
  ["no web address", '<link rel="canonical" href="javascript:alert(1)">', URL_OF_PAGE],
  ["a subdomain's", '<link rel="canonical" href="https://tailwater.example/a">', "https://tailwater.example/a"],
])("%s", (_, head, link) => expect(facts(head).link).toBe(link));

test("pictures that are no web addresses are none, and lengths are bounded", () => {
  const found = facts(
    `<meta property="og:image" content="data:image/png;base64,AAAA"><title>${"a".repeat(9_000)}</title>`,
  );
  expect(found.image).toBeNull();
  expect(found.title).toHaveLength(500);
});

test("a title in a drawing is not the page's", () => {
  expect(pageFacts("<head></head><body><svg><title>Logo</title></svg>", URL_OF_PAGE).title).toBe("");
});

test("characters that can't be kept are read as others", () => {
  const data = JSON.stringify({ "@type": "NewsArticle", headline: "A\ud800 b\0c", publisher: { name: "\udc00" } });
  const { title, provider } = facts(`<script type="application/ld+json">${data}</script>`);
  expect([title, provider.name]).toEqual(["A\ufffd b c", "\ufffd"]);
});

test("however deep or odd its data is, a page is read", () => {
  const deep = (open: string, close: string) => `${open.repeat(20_000)}${close.repeat(20_000)}`;
  const inGraphs = `${'{"@graph":'.repeat(20_000)}1${"}".repeat(20_000)}`;
  const types = [deep("[", "]"), '{"toString":1,"valueOf":1}'].map((type) => `{"@type":[${type}],"headline":"No"}`);
  for (const data of [deep("[", "]"), inGraphs, ...types]) {
    expect(facts(`<title>Yes</title><script type="application/ld+json">${data}</script>`).title).toBe("Yes");
  }
  const shallow = '{"@graph":[[{"@graph":{"@type":"NewsArticle","headline":"Found"}}]]}';
  expect(facts(`<title>No</title><script type="application/ld+json">${shallow}</script>`).title).toBe("Found");
});
