/** Feeds of topics and providers, their older documents, and what people see of them. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { XMLParser } from "fast-xml-parser";
import { importArticle } from "./command";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

type Link = { "@_rel": string; "@_href": string };
type Entry = { id: string; title: string; updated: string; link: Link[] };

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  isArray: (name) => ["entry", "link", "at:deleted-entry"].includes(name),
});
const hrefOf = (links: Link[], rel: string) => links.find((link) => link["@_rel"] === rel)?.["@_href"];

async function atom(request: APIRequestContext, path: string) {
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  const { feed } = parser.parse(await response.text());
  const entries: Entry[] = feed.entry ?? [];
  const gone: { "@_ref": string }[] = feed["at:deleted-entry"] ?? [];
  return { feed, entries, gone: gone.map((one) => one["@_ref"]), links: feed.link as Link[] };
}

const paths = (entries: Entry[]) => entries.map(({ link }) => new URL(hrefOf(link, "alternate") ?? "").pathname);

/** The articles that a list's pages show, from its first on. */
async function listed(page: Page, path: string, count: number): Promise<string[]> {
  const found: string[] = [];
  for (let next: string | null = path; next && found.length < count; ) {
    await page.goto(next);
    found.push(
      ...(await page
        .locator("main article :is(h2, h3) a")
        .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))),
    );
    next = await page
      .locator("main a[rel=next]")
      .first()
      .getAttribute("href", { timeout: 1_000 })
      .catch(() => null);
  }
  return found.slice(0, count);
}

test("the feeds of a view list what its page lists, and the page points to them", async ({
  page,
  request,
  baseURL,
}) => {
  for (const view of ["/topic/data", "/provider/northbridge.example"]) {
    const { entries, links } = await atom(request, `${view}/atom.xml`);
    expect(entries.length).toBeGreaterThan(0);
    expect(paths(entries)).toEqual(await listed(page, view, entries.length));
    expect(hrefOf(links, "alternate")).toBe(baseURL + view);
    await page.goto(view);
    for (const file of ["rss.xml", "atom.xml", "feed.json"]) {
      await expect(page.locator(`link[rel=alternate][href="${baseURL}${view}/${file}"]`)).toHaveCount(1);
      await expect(page.getByRole("main").locator(`a[href="${view}/${file}"]`)).toBeVisible();
    }
    const json = await (await request.get(`${view}/feed.json`)).json();
    expect(json.items.map(({ id }: { id: string }) => id)).toEqual(entries.map(({ id }) => id));
    const rss = await (await request.get(`${view}/rss.xml`)).text();
    expect([...rss.matchAll(/<guid[^>]*>([^<]*)/g)].map(([, id]) => id)).toEqual(entries.map(({ id }) => id));
  }
});

test("older documents lead to the first article, each once, and back", async ({ request }) => {
  const live = await withDatabase((db) =>
    db.execute<{ count: number }>(sql`
      select count(*)::int as count from article where state = 'published'
         and (live_from is null or live_from <= now()) and (live_until is null or live_until > now())
         and published_at < now() - interval '2 hours'`),
  );
  const seen: string[] = [];
  let newer: string | undefined;
  // Other tests publish meanwhile, what is older than today they leave alone.
  const limit = Date.now() - 2 * 3_600_000;
  for (let next: string | undefined = "/atom.xml"; next; ) {
    const { feed, entries, links } = await atom(request, next);
    expect("fh:archive" in feed).toBe(next !== "/atom.xml");
    if (next !== "/atom.xml") expect(new URL(hrefOf(links, "current") ?? "").pathname).toBe("/atom.xml");
    seen.push(...entries.filter((entry) => Date.parse(published(entry)) < limit).map(({ id }) => id));
    const before = newer && new URL(newer).search ? newer : undefined;
    expect(hrefOf(links, "next-archive")).toBe(before);
    newer = hrefOf(links, "self");
    next = hrefOf(links, "prev-archive");
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(live[0]?.count);
});
const published = (entry: Entry) => (entry as Entry & { published: string }).published;

test("an item keeps its id through every change, goes at once, and is told to be gone", async ({ page, request }) => {
  test.slow();
  const title = "An echidna files for a patent";
  const slug = await importArticle({ title, quality: 91 });
  const feeds = ["/atom.xml", "/topic/databases/atom.xml", "/provider/example.com/atom.xml"];
  const found = async (path: string, named: string) => {
    const { entries, gone } = await atom(request, path);
    return { id: entries.find((entry) => paths([entry])[0] === `/news/${named}`)?.id, gone };
  };
  try {
    await expect.poll(async () => (await found("/atom.xml", slug)).id).toMatch(/^tag:localhost,/);
    const { id } = await found("/atom.xml", slug);
    await importArticle({ title, quality: 95, shown: "An echidna's patent is refused" });
    await signIn(page);
    await page.goto("/admin/articles?q=echidna");
    await page.getByRole("link", { name: "An echidna's patent is refused" }).click();
    for (const path of feeds) expect((await found(path, slug)).id).toBe(id);
    await page.getByRole("button", { name: "Unpublish", exact: true }).click();
    for (const path of feeds)
      expect(await found(path, slug)).toMatchObject({ id: undefined, gone: expect.arrayContaining([id]) });
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    for (const path of feeds) {
      const { id: back, gone } = await found(path, slug);
      expect(back).toBe(id);
      expect(gone).not.toContain(id);
    }
  } finally {
    await withDatabase((db) => removeArticles(db, sql`slug = ${slug}`));
  }
});

test("readers ask cheaply, in any encoding", async ({ request }) => {
  for (const path of [
    "/topic/data/rss.xml",
    "/provider/northbridge.example/feed.json?quality=1",
    "/opml.xml",
    "/search/rss.xml?q=merrow",
  ]) {
    const versions = new Set<string>();
    for (const encoding of ["br", "gzip", "identity"]) {
      const headers = { "accept-encoding": encoding };
      const response = await request.get(path, { headers });
      const { etag = "", "last-modified": modified = "", ...given } = response.headers();
      versions.add(etag);
      expect(given["content-encoding"]).toBe(encoding === "identity" ? undefined : encoding);
      expect(given.vary).toBe("Accept-Encoding, Accept, Sec-Fetch-Dest");
      const head = await request.head(path, { headers });
      expect(head.headers()).toMatchObject({ etag, "content-length": given["content-length"] ?? "" });
      const status = async (condition: Record<string, string>) =>
        (await request.get(path, { headers: { ...headers, ...condition } })).status();
      expect(await status({ "if-none-match": `W/${etag}` })).toBe(304);
      expect(await status({ "if-modified-since": new Date(Date.parse(modified) + 60_000).toUTCString() })).toBe(304);
      expect(await status({ "if-modified-since": new Date(Date.parse(modified) - 1_000).toUTCString() })).toBe(200);
    }
    expect(versions.size).toBe(3);
  }
});

test("what is no feed is not found, and what can't be read is ignored", async ({ request, baseURL }) => {
  for (const path of [
    "/topic/no-such/rss.xml",
    "/provider/no-such.example/atom.xml",
    "/topic/%ff/feed.json",
    "/rss.xml/x",
  ])
    expect((await request.get(path)).status(), path).toBe(404);
  const moved = await request.get("/provider/NorthBridge.example/rss.xml?heat=5", { maxRedirects: 0 });
  expect(moved.status()).toBe(308);
  expect(moved.headers().location).toBe("/provider/northbridge.example/rss.xml?heat=5");
  const self = async (path: string) => hrefOf((await atom(request, path)).links, "self");
  for (const wrong of [
    "quality=",
    "quality=1e3",
    "heat=99999999",
    "heat=%00",
    "before=1",
    "before=a_b",
    "before=1_2_3",
    "q=x",
  ])
    expect(await self(`/topic/data/atom.xml?${wrong}`)).toBe(`${baseURL}/topic/data/atom.xml`);
  expect(await self("/topic/data/atom.xml?heat=-1&quality=07&heat=3")).toBe(
    `${baseURL}/topic/data/atom.xml?quality=7&heat=-1`,
  );
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`who opens a feed in a browser can read it and follow it, ${colorScheme}`, async ({ page, baseURL }) => {
    await page.emulateMedia({ colorScheme });
    for (const [path, title] of [
      ["/rss.xml", "Sample"],
      ["/topic/databases/atom.xml?quality=1", "Databases · "],
      ["/search/feed.json?q=merrow", "merrow · "],
    ] as const) {
      const response = await page.goto(path);
      expect(response?.headers()["content-type"]).toContain("text/html");
      expect(response?.headers().vary).toContain("Sec-Fetch-Dest");
      expect(page.url()).toBe(baseURL + path);
      if (title !== "Sample") await expect(page.getByRole("heading", { level: 1 })).toContainText(title);
      await expect(page.getByText("This is a feed")).toBeVisible();
      await expect(page.getByRole("link", { name: /^Subscribe to / })).toHaveAttribute(
        "href",
        `feed:${baseURL}${path}`,
      );
      expect(await page.getByRole("article").count()).toBeGreaterThan(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    }
  });
}

test("a feed that is opened and is none says so, with its status", async ({ page }) => {
  const response = await page.goto("/topic/no-such/rss.xml");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
});

test("all feeds are listed to open, to follow, to copy and to import", async ({ page, request, context, baseURL }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/feeds");
  const address = `${baseURL}/topic/databases/rss.xml`;
  await expect(page.getByRole("link", { name: "Subscribe to Databases", exact: true })).toHaveAttribute(
    "href",
    `feed:${address}`,
  );
  await page.getByRole("button", { name: "Copy the address of Databases", exact: true }).click();
  await expect(page.getByRole("status")).toHaveText(`Copied ${address}`);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  const response = await request.get("/opml.xml");
  expect(response.headers()["content-type"]).toBe("text/x-opml; charset=utf-8");
  const text = await response.text();
  const listedFeeds = [...text.matchAll(/xmlUrl="([^"]*)"/g)].map(([, url]) => url ?? "");
  expect(listedFeeds).toContain(address);
  for (const url of listedFeeds.slice(0, 5)) expect((await request.get(url)).status(), url).toBe(200);
  for (const url of listedFeeds.slice(1))
    await expect(page.getByRole("main").locator(`a[href="${new URL(url).pathname}"]`)).toHaveCount(1);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("addresses are there to select, and nothing that does not work", async ({ page, baseURL }) => {
    await page.goto("/feeds");
    await expect(page.getByText(`${baseURL}/rss.xml`, { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Subscribe to Databases", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
  });
});
