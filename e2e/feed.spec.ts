import { expect, test } from "@playwright/test";

test.describe.configure({ mode: "default" });

test("the feed is valid RSS with the newest articles, and costs nothing when it has not changed", async ({
  page,
  request,
  baseURL,
}) => {
  const response = await request.get("/rss.xml");
  expect(response.headers()["content-type"]).toContain("application/rss+xml");
  const { etag, "last-modified": modified } = response.headers();
  expect(etag).toMatch(/^"[\w-]+"$/);
  const latest = await (await request.get("/api/v1/search?sort=newest&limit=50")).json();

  await page.goto("/feeds");
  const feed = await page.evaluate(
    (text) => {
      const xml = new DOMParser().parseFromString(text, "application/xml");
      return {
        error: xml.querySelector("parsererror")?.textContent ?? null,
        version: xml.documentElement.getAttribute("version"),
        links: [...xml.querySelectorAll("item > link")].map((link) => link.textContent),
        ids: [...xml.querySelectorAll("item > guid")].map((guid) => guid.textContent ?? ""),
        sources: [...xml.querySelectorAll("item > source")].map((source) => source.getAttribute("url")),
      };
    },
    await response.text(),
  );
  expect(feed).toMatchObject({ error: null, version: "2.0" });
  expect(feed.links.length).toBe(50);
  expect(feed.links[0]).toBe(latest.hits[0].url);
  expect(feed.links.every((link) => link?.startsWith(`${baseURL}/news/`))).toBe(true);
  expect(new Set(feed.ids).size).toBe(feed.ids.length);
  expect(feed.ids[0]).toMatch(/^tag:localhost,\d{4}-\d\d-\d\d:article\/\d+$/);
  expect(feed.sources[0]).toBe(latest.hits[0].webUrl);

  const again = (headers: Record<string, string>) =>
    request.get("/rss.xml", { headers }).then((answer) => answer.status());
  expect(await again({ "if-none-match": etag ?? "" })).toBe(304);
  expect(await again({ "if-none-match": `"other", W/${etag}` })).toBe(304);
  expect(await again({ "if-none-match": '"other"' })).toBe(200);
  expect(await again({ "if-modified-since": modified ?? "" })).toBe(304);
  expect(await again({ "if-modified-since": new Date(0).toUTCString() })).toBe(200);
  expect(await again({ "if-none-match": '"other"', "if-modified-since": modified ?? "" })).toBe(200);
});

test("a feed can ask for a minimum of quality and heat", async ({ request }) => {
  const items = async (query: string) =>
    (await (await request.get(`/rss.xml${query}`)).text()).split("<item>").length - 1;
  expect(await items("?quality=1000")).toBe(0);
  expect(await items("?heat=100")).toBeGreaterThan(0);
  expect(await items("?heat=100")).toBeLessThan(await items(""));
  expect(await items("?heat=hot")).toBe(await items(""));
});

test("the API refuses what it can't read, by name", async ({ request }) => {
  const response = await request.get("/api/v1/search?q=x&from=soon");
  expect(response.status()).toBe(400);
  expect(response.headers()["content-type"]).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 400, parameter: "from" });
});
