import { type APIRequestContext, expect, test } from "@playwright/test";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { importArticle } from "./command";

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

type Read = { title: string; self: string; html: string; items: { id: string; url: string; original: string }[] };
type Link = { "@_rel": string; "@_href": string };

const href = (links: Link[], rel: string) => links.find((link) => link["@_rel"] === rel)?.["@_href"] ?? "";

/** What a feed says, whatever its format. */
async function read(request: APIRequestContext, path: string): Promise<Read> {
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  const text = await response.text();
  if (path.includes(".json")) {
    const feed = JSON.parse(text);
    expect(feed.version).toBe("https://jsonfeed.org/version/1.1");
    return {
      title: feed.title,
      self: feed.feed_url,
      html: feed.home_page_url,
      items: feed.items.map((item: Record<string, string>) => ({
        id: item.id,
        url: item.url,
        original: item.external_url,
      })),
    };
  }
  expect(XMLValidator.validate(text), path).toBe(true);
  const isArray = (name: string) => name === "item" || name === "entry";
  const { rss, feed } = new XMLParser({ ignoreAttributes: false, isArray }).parse(text);
  if (rss) {
    return {
      title: rss.channel.title,
      self: href([rss.channel["atom:link"]].flat(), "self"),
      html: rss.channel.link,
      items: (rss.channel.item ?? []).map((item: Record<string, Record<string, string>>) => ({
        id: item.guid?.["#text"],
        url: item.link,
        original: item.source?.["@_url"],
      })),
    };
  }
  return {
    title: feed.title,
    self: href(feed.link, "self"),
    html: href(feed.link, "alternate"),
    items: (feed.entry ?? []).map((entry: { id: string; link: Link[] }) => ({
      id: entry.id,
      url: href(entry.link, "alternate"),
      original: href(entry.link, "via"),
    })),
  };
}

const FILES = {
  "rss.xml": "application/rss+xml",
  "atom.xml": "application/atom+xml",
  "feed.json": "application/feed+json",
};

test("every format lists the same, and the pages point to each", async ({ page, request, baseURL }) => {
  await page.goto("/latest");
  for (const [file, type] of Object.entries(FILES)) {
    const response = await request.get(`/${file}`);
    expect(response.headers()["content-type"]).toBe(`${type}; charset=utf-8`);
    expect(response.headers()["access-control-allow-origin"]).toBe("*");
    const etag = response.headers().etag ?? "";
    expect((await request.get(`/${file}`, { headers: { "if-none-match": etag } })).status()).toBe(304);
    const feed = await read(request, `/${file}`);
    expect(feed.self).toBe(`${baseURL}/${file}`);
    expect(feed.items).toEqual((await read(request, "/rss.xml")).items);
    expect(await read(request, `/${file}?heat=100&x=1`)).toMatchObject({
      self: `${baseURL}/${file}?heat=100`,
      items: (await read(request, "/rss.xml?heat=100")).items,
    });
    await expect(page.locator(`link[rel=alternate][type="${type}"]`)).toHaveAttribute("href", `${baseURL}/${file}`);
  }
  await page.goto("/feeds");
  for (const file of Object.keys(FILES)) {
    await expect(page.getByRole("main").locator(`a[href="/${file}"]`)).toBeVisible();
    const example = await page.getByRole("main").locator(`a[href^="/search/${file}"]`).getAttribute("href");
    await read(request, example ?? "");
  }
  const follow = page.getByRole("searchbox", { name: "Search to follow" });
  await follow.fill("merrow");
  await page.getByRole("button", { name: "See what it finds" }).click();
  await expect(page).toHaveURL("/search?q=merrow");
  await page.goto("/feeds");
  await follow.fill("merrow");
  await follow.press("Enter");
  await expect(page).toHaveURL("/search/rss.xml?q=merrow");
  await expect(page.getByRole("main").getByRole("link", { name: /^Subscribe/ })).toHaveAttribute(
    "href",
    `feed:${baseURL}/search/rss.xml?q=merrow`,
  );
});

test("a search is a feed: what it finds, newest first, at the next request after a change", async ({
  request,
  baseURL,
}) => {
  const parameters = "q=merrow&topic=databases";
  const { hits } = await (await request.get(`/api/v1/search?${parameters}&sort=newest&limit=50`)).json();
  expect(hits.length).toBeGreaterThan(0);
  for (const file of Object.keys(FILES)) {
    const feed = await read(request, `/search/${file}?page=2&topic=databases&sort=top&q=merrow&from=soon`);
    expect(feed.items.map((item) => item.url)).toEqual(hits.map((hit: { url: string }) => hit.url));
    expect(feed).toMatchObject({
      title: expect.stringMatching(/^merrow in Databases · /),
      self: `${baseURL}/search/${file}?${parameters}`,
      html: `${baseURL}/search?${parameters}`,
    });
  }
  const path = "/search/atom.xml?q=wombatology";
  const before = await request.get(path);
  expect(before.headers()).toMatchObject({ "x-robots-tag": "noindex", "last-modified": expect.any(String) });
  const since = {
    "if-none-match": before.headers().etag ?? "",
  };
  expect((await request.get(path, { headers: since })).status()).toBe(304);
  const slug = await importArticle({ title: "Wombatology, a beginning", quality: 90 });
  await expect.poll(async () => (await request.get(path, { headers: since })).status()).toBe(200);
  expect((await read(request, path)).items.map((item) => item.url)).toEqual([`${baseURL}/news/${slug}`]);
});

const HOSTILE = ["", "'", '"', "%00", "%ff", "<b>", "]]>", "%F0%9F%A6%98", "topic:", "(((", "a".repeat(3_000)];

test("whatever is sought, feeds and suggestions answer", async ({ request }) => {
  for (const q of HOSTILE) {
    for (const file of Object.keys(FILES))
      await read(request, `/search/${file}?q=${q}&topic=${q}&to=${q}&quality=${q}`);
    const response = await request.get(`/api/v1/suggest?q=${q}`);
    expect(response.status()).toBe(200);
    expect(await response.json()).toEqual({
      query: expect.any(String),
      articles: expect.any(Array),
      topics: expect.any(Array),
      providers: expect.any(Array),
    });
  }
});

test("suggestions complete what is typed", async ({ request, baseURL }) => {
  const suggest = async (q: string) => (await request.get(`/api/v1/suggest?q=${encodeURIComponent(q)}`)).json();
  const { articles, topics } = await suggest("datab");
  expect(topics[0]).toEqual({
    id: "databases",
    name: "Databases",
    url: `${baseURL}/topic/databases`,
    articles: expect.any(Number),
  });
  expect(articles.length).toBe(5);
  const [hit] = (await suggest("merrow 4 repl")).articles;
  expect(hit).toMatchObject({
    title: expect.stringContaining("Merrow 4 replaces"),
    url: `${baseURL}/news/${hit.slug}`,
  });
  expect((await request.get(hit.url)).status()).toBe(200);
  const { domain } = (await (await request.get("/api/v1/search?limit=1")).json()).hits[0].provider;
  const { providers, ...others } = await suggest(`site:${domain.slice(0, -3)}`);
  expect(others).toMatchObject({ articles: [], topics: [] });
  expect(providers).toContainEqual({
    domain,
    name: expect.any(String),
    url: `${baseURL}/provider/${domain}`,
    articles: expect.any(Number),
  });

  const [suggested, searched] = await Promise.all(
    ["suggest", "search"].map((name) => request.fetch(`/api/v1/${name}?q=a`, { method: "OPTIONS" })),
  );
  expect(suggested?.status()).toBe(searched?.status());
  expect(suggested?.headers().allow).toBe(searched?.headers().allow);
  const head = await request.head("/api/v1/suggest?q=a");
  expect(head.headers()).toMatchObject({ "cache-control": "no-cache", "access-control-allow-origin": "*" });
});

test("the API refuses what it can't read, by name", async ({ request }) => {
  const response = await request.get("/api/v1/search?q=x&from=soon");
  expect(response.status()).toBe(400);
  expect(response.headers()["content-type"]).toContain("application/problem+json");
  expect(await response.json()).toMatchObject({ status: 400, parameter: "from" });
});
