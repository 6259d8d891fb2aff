/** What search engines, browsers and social networks find. */
import { type APIRequestContext, expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { article } from "../db/schema";
import { importArticle } from "./command";
import { removeArticles } from "./remove-articles";
import { withDatabase } from "./with-database";

type Entry = { loc: string; lastmod?: string };

async function entries(request: APIRequestContext, path: string): Promise<Entry[]> {
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  expect(response.headers()["content-type"], path).toContain("application/xml");
  const text = await response.text();
  expect(XMLValidator.validate(text), path).toBe(true);
  const parsed = new XMLParser({ isArray: (name) => name === "url" || name === "sitemap" }).parse(text);
  return parsed.urlset?.url ?? parsed.sitemapindex?.sitemap ?? [];
}

test("the sitemap leads to every page, an article is in it at once and not after it was taken down", async ({
  request,
  baseURL,
}) => {
  const title = "A numbat navigates";
  const slug = await importArticle({ title });
  const all = async () => {
    const files = await entries(request, "/sitemap.xml");
    const lists = await Promise.all(files.map(({ loc }) => entries(request, new URL(loc).pathname)));
    return lists.flat();
  };
  const found = await all();
  expect(found.every(({ loc }) => loc.startsWith(`${baseURL}/`))).toBe(true);
  expect(new Set(found.map(({ loc }) => loc)).size).toBe(found.length);
  const own = found.find(({ loc }) => loc === `${baseURL}/news/${slug}`);
  expect(Date.now() - Date.parse(own?.lastmod ?? "")).toBeLessThan(60_000);
  for (const { loc } of found.filter((_, index) => index % 20 === 0))
    expect((await request.get(loc)).status(), loc).toBe(200);
  const news = await entries(request, "/news-sitemap.xml");
  expect(news.map(({ loc }) => loc)).toContain(`${baseURL}/news/${slug}`);

  await importArticle({ title, published: false });
  expect((await all()).map(({ loc }) => loc)).not.toContain(`${baseURL}/news/${slug}`);
  expect((await entries(request, "/news-sitemap.xml")).map(({ loc }) => loc)).not.toContain(`${baseURL}/news/${slug}`);
  await withDatabase((db) => removeArticles(db, eq(article.slug, slug)));
});

test("a sitemap costs nothing when it has not changed", async ({ request }) => {
  const { etag } = (await request.get("/sitemaps/lists.xml")).headers();
  expect(etag).toMatch(/^"[\w-]+"$/);
  expect((await request.get("/sitemaps/lists.xml", { headers: { "if-none-match": etag ?? "" } })).status()).toBe(304);
  expect((await request.get("/sitemaps/articles-99.xml")).status()).toBe(404);
  expect((await request.get("/sitemaps/nothing")).status()).toBe(404);
});

test("a search that finds nothing is no page to other search engines, all others are one", async ({
  request,
  baseURL,
}) => {
  const page = async (path: string) => (await request.get(path, { headers: { accept: "text/html" } })).text();
  const hidden = '<meta name="robots" content="noindex"/>';
  const head = (html: string) => html.slice(0, html.indexOf("</head>"));
  expect(head(await page("/search?q=zyxwvut+qponmlk"))).toContain(hidden);
  for (const path of ["/search", "/search?q=merrow"]) {
    const html = await page(path);
    expect(html).not.toContain(hidden);
    expect(head(html)).toContain(`<link rel="canonical" href="${baseURL}/search"/>`);
  }
});

test("robots, browsers and phones find their files, and each page names them", async ({ page, request, baseURL }) => {
  expect(await (await request.get("/robots.txt")).text()).toContain(`Sitemap: ${baseURL}/sitemap.xml`);
  const search = await request.get("/opensearch.xml");
  expect(search.headers()["content-type"]).toContain("application/opensearchdescription+xml");
  const manifest = await request.get("/manifest.webmanifest");
  expect(manifest.headers()["content-type"]).toContain("application/manifest+json");
  for (const { src, type } of (await manifest.json()).icons)
    expect((await request.get(src)).headers()["content-type"]).toContain(type);
  const suggestions = await (await request.get("/search/suggestions?q=merr")).json();
  expect(suggestions).toHaveLength(4);
  expect(suggestions[1].length).toBeGreaterThan(0);
  // No key is set.
  expect((await request.get("/0123456789abcdef.txt")).status()).toBe(404);

  await page.goto("/latest");
  await expect(page.locator('link[rel="search"]')).toHaveAttribute("href", "/opensearch.xml");
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute("href", "/manifest.webmanifest");
});

test("pages say what they are: canonical address, cards and structured data", async ({ page, request, baseURL }) => {
  const { hits } = await (await request.get("/api/v1/search?q=merrow&sort=top&limit=1")).json();
  const pages: [path: string, types: string[]][] = [
    ["/", ["WebSite", "ItemList"]],
    ["/latest", ["ItemList"]],
    ["/top/all", ["ItemList"]],
    ["/topic/databases", ["ItemList", "BreadcrumbList"]],
    [`/provider/${hits[0].provider.domain}`, ["ItemList", "BreadcrumbList"]],
    [`/news/${hits[0].slug}`, ["NewsArticle", "BreadcrumbList"]],
  ];
  for (const [path, types] of pages) {
    await page.goto(path);
    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    const said = blocks.map((block) => JSON.parse(block));
    expect(
      said.map((one) => one["@type"]),
      path,
    ).toEqual(types);
    const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
    expect(new URL(canonical ?? "").href, path).toBe(`${baseURL}${path}`);
    for (const name of ["og:title", "og:description", "og:url"])
      await expect(page.locator(`meta[property="${name}"]`), path).toHaveAttribute("content", /./);
    await expect(page.locator('meta[name="twitter:card"]'), path).toHaveAttribute("content", /^summary/);
    const list = said.find((one) => one["@type"] === "ItemList");
    if (!list) continue;
    const shown = await page
      .locator("main article :is(h2, h3) a")
      .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
    expect(
      list.itemListElement.map(({ url }: { url: string }) => url),
      path,
    ).toEqual(shown);
  }
  await page.goto("/topic/databases");
  await expect(page.getByText(/^\d+ articles about Databases from \d+ providers, since \w+ \d{4}\.$/)).toBeVisible();
});

test("texts that look like markup stay texts, and links carry nobody's campaign", async ({ page }) => {
  const title = "A bilby burrows";
  const slug = await importArticle({ title, shown: "</script><script>document.title='x'</script><!--" });
  await withDatabase((db) =>
    db
      .update(article)
      .set({ originalUrl: "https://example.com/bilby?id=3&utm_source=feed&fbclid=x#top" })
      .where(eq(article.slug, slug)),
  );
  await importArticle({ title, shown: "</script><script>document.title='x'</script><!-- &amp;", excerpt: "again" });
  await page.goto(`/news/${slug}`);
  const [block] = await page.locator('script[type="application/ld+json"]').allTextContents();
  expect(JSON.parse(block ?? "").headline).toContain("document.title='x'");
  expect(await page.title()).not.toBe("x");
  const read = page.getByRole("link", { name: /it at example.com/ });
  await expect(read).toHaveAttribute("href", "https://example.com/bilby?id=3#top");
  await expect(read).toHaveAttribute("rel", "external");
  await withDatabase((db) => removeArticles(db, eq(article.slug, slug)));
});
