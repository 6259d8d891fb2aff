/** What readers keep in their browser: a reading list, mutes, keys, and pages to read offline. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { article } from "../db/schema";
import { importArticle } from "./command";
import { type Line, lineTo } from "./line";
import { removeArticles } from "./remove-articles";
import { withDatabase } from "./with-database";

const TITLE = "A pangolin pauses";
const EXCERPT = "It waits for the Compactión to end.";
let slug = "";

test.describe.configure({ mode: "default" });
test.beforeAll(async ({ browserName: _ }, { project }) => {
  slug = await importArticle({ title: `${TITLE} on a ${project.name}`, excerpt: EXCERPT, quality: 95 });
});
test.afterAll(() => withDatabase((db) => removeArticles(db, eq(article.slug, slug))));

const card = (page: Page) => page.locator("main article").filter({ has: page.locator(`a[href="/news/${slug}"]`) });
/** The script of the page runs. */
const ready = (page: Page) => expect(page.locator("html[data-habits]")).toHaveCount(1);
const open = async (page: Page, path: string) => {
  await page.goto(path);
  await ready(page);
};
const axe = async (page: Page) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  }
};

test("an article is saved from a list, stands on the reading list and is taken off it", async ({ page }) => {
  await open(page, "/latest");
  const save = card(page).getByRole("button", { name: "Save" });
  await card(page).hover();
  await save.click();
  await expect(save).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "Open the list" }).click();
  await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeVisible();
  await axe(page);
  await page.getByRole("article").getByRole("link", { name: TITLE }).click();
  await expect(page.getByRole("button", { name: "Save" }).first()).toHaveAttribute("aria-pressed", "true");
  await page.goto("/reading-list");
  await page.getByRole("button", { name: /^Take off/ }).click();
  await expect(page.getByText("Nothing yet.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: /^Take off/ }).click();
  await open(page, "/latest");
  await expect(save).toHaveAttribute("aria-pressed", "false");
});

test("a muted provider is on no list and in no search, until it is unmuted", async ({ page }) => {
  await open(page, "/latest");
  await card(page).hover();
  await card(page).getByRole("button", { name: "Mute" }).click();
  await expect(page.getByRole("dialog", { name: "Mute" })).toBeVisible();
  await axe(page);
  await page.getByRole("button", { name: "Mute Example Press" }).click();
  await expect(card(page)).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(page)).toBeVisible();
  await card(page).hover();
  await card(page).getByRole("button", { name: "Mute" }).click();
  await page.getByRole("button", { name: "Mute Example Press" }).click();
  await expect(card(page)).toBeHidden();

  for (const path of ["/latest", "/topic/databases", "/provider/example.com", "/search?q=pangolin"]) {
    await page.goto(path);
    await expect(card(page), path).toBeAttached();
    await expect(card(page), path).toBeHidden();
    await expect(page.getByText(/on this page (is|are) not shown, since you muted/), path).toBeVisible();
  }
  // Nothing else is left of that search: the reason is in sight.
  await expect(page.getByText(/on this page (is|are) not shown, since you muted/)).toBeInViewport();
  await page.getByRole("link", { name: "See what you muted" }).click();
  await page.getByRole("button", { name: "Unmute Example Press" }).click();
  await open(page, "/search?q=pangolin");
  await expect(card(page)).toBeVisible();
});

test("what is muted never shows, whatever comes late", async ({ page }) => {
  await page.goto("/reading-list");
  await page.getByLabel("Mute a word").fill("pangolin");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(page.getByRole("button", { name: "Unmute pangolin" })).toBeVisible();
  // Without any script but the one in the head.
  await page.route("**/*.js", (route) => route.abort());
  for (const path of ["/latest", "/search?q=pangolin"]) {
    await page.goto(path);
    await expect(card(page), path).toBeAttached();
    await expect(card(page), path).toBeHidden();
  }
});

test("words are whole ones, in title and excerpt, whatever their case and accents; topics are muted, too", async ({
  page,
}) => {
  const muted = async (list: unknown[]) => {
    await page.evaluate((value) => {
      localStorage.setItem("mutes", JSON.stringify(value));
      dispatchEvent(new Event("kept"));
    }, list);
  };
  const word = (id: string) => ({ kind: "word", id, name: id });
  await open(page, "/topic/databases");
  for (const id of ["PANGOLIN pauses", "compaction", "pángolin"]) {
    await muted([word(id)]);
    await expect(card(page), id).toBeHidden();
  }
  for (const id of ["pangol", "angolin", "pangolin ends", ".*", "("]) {
    await muted([word(id)]);
    await expect(card(page), id).toBeVisible();
  }
  await muted([{ kind: "topic", id: "databases", name: "Databases" }]);
  await expect(card(page)).toBeHidden();
  await expect(page.locator("main article:visible")).toHaveCount(0);
  await muted([{ kind: "topic", id: "data", name: "Data" }, "nonsense", null, { kind: "word", id: 7 }]);
  await expect(card(page)).toBeVisible();
});

test("mutes count under a lead as well", async ({ page, request }) => {
  const { hits } = await (await request.get("/api/v1/search?q=merrow&sort=top&limit=1")).json();
  const [one] = hits[0].coverage;
  await page.addInitScript(
    (title) => localStorage.setItem("mutes", JSON.stringify([{ kind: "word", id: title, name: title }])),
    one.title,
  );
  await page.goto(`/news/${hits[0].slug}`);
  await expect(page.getByRole("listitem").filter({ hasText: one.title })).toHaveCount(0);
  await expect(page.locator("li").filter({ hasText: one.title }).first()).toBeAttached();
  await open(page, "/search?q=merrow&sort=top");
  const story = page.locator("main article").first();
  await expect(story.locator("summary")).toContainText(`+${hits[0].coverage.length - 1} source`);
});

test("keys go from article to article, open one, and are told and turned off", async ({ page }) => {
  await open(page, "/latest");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("href"));
  const links = await page
    .locator("main article .hed a")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(links[0]);
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(links[1]);
  await page.keyboard.press("k");
  await expect.poll(focused).toBe(links[0]);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await expect(page).toHaveURL(/\/news\//);
  await page.goBack();
  await ready(page);
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(links[2]);

  await page.goto("/reading-list");
  await page.getByLabel("Keys are on").uncheck();
  await open(page, "/latest");
  await page.keyboard.press("j");
  // What follows it came, too, had there been anything to do.
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("#main");
});

test("without JavaScript there is nothing of it", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  const page = await context.newPage();
  for (const path of ["/latest", `/news/${slug}`]) {
    await page.goto(path);
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Reading list" })).toHaveCount(0);
  }
  await page.goto("/reading-list");
  await expect(page.getByText("needs JavaScript")).toBeVisible();
  await context.close();
});

test.describe("offline", () => {
  test.use({ serviceWorkers: "allow" });

  /** The worker is there, and has kept the page that is open. */
  async function kept(page: Page, path: string): Promise<void> {
    const isKept = (wanted: string) =>
      page.evaluate(
        async (address) =>
          navigator.serviceWorker.controller !== null &&
          (await (await caches.open("gazette-pages-1")).match(address, { ignoreVary: true })) !== undefined,
        wanted,
      );
    await expect.poll(() => isKept(path), { timeout: 15_000 }).toBe(true);
  }
  let line: Line;
  test.beforeAll(async () => {
    line = await lineTo(Number(process.env.E2E_PORT));
  });
  test.afterEach(() => line.mend());
  test.afterAll(() => line.end());

  test("what was read last can be read again, with a line that says when it was; the rest says what is there", async ({
    page,
  }) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(line.url("/latest"));
    await kept(page, "/latest");
    await page.goto(line.url(`/news/${slug}`));
    await kept(page, `/news/${slug}`);
    await expect(page.getByRole("complementary", { name: "Offline" })).toHaveCount(0);

    await line.cut();
    await page.goto(line.url("/latest"));
    await expect(page.getByRole("complementary", { name: "Offline" })).toContainText("as it was on");
    await ready(page);
    await expect(page.getByRole("complementary", { name: "Offline" })).toBeVisible();
    await axe(page);
    await page.goto(line.url(`/news/${slug}`));
    await expect(page.getByRole("heading", { level: 1 })).toContainText(TITLE);
    await page.goto(line.url("/providers"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are offline");
    await expect(page.getByRole("link", { name: new RegExp(`^${TITLE}`) })).toBeVisible();
    await axe(page);
    await page.goto(line.url("/search?q=merrow"));
    const title = page.getByRole("heading", { level: 1 });
    await expect(title).toHaveText("You are offline");
    // With the styles of the page.
    await expect(title).toHaveCSS("font-family", /Serif|Georgia/i);
    // The newsroom and signing in are none of the worker's business.
    // A page each: the browser's own error may come after the next page was asked for.
    for (const path of ["/sign-in", "/admin"]) {
      const other = await page.context().newPage();
      await expect(other.goto(line.url(path))).rejects.toThrow();
      await other.close();
    }
    expect(errors).toEqual([]);

    await line.mend();
    await page.goto(line.url("/latest"));
    await expect(page.getByRole("complementary", { name: "Offline" })).toHaveCount(0);
  });

  test("a saved article can be read offline, one that was taken down is forgotten, and nothing else is kept", async ({
    page,
  }) => {
    const title = `A quoll quits on a ${test.info().project.name} ${test.info().repeatEachIndex}`;
    const other = await importArticle({ title, quality: 60 });
    await page.goto(line.url("/latest"));
    await kept(page, "/latest");
    await ready(page);
    const entry = page.locator("main article").filter({ has: page.locator(`a[href="/news/${other}"]`) });
    await entry.hover();
    await entry.getByRole("button", { name: "Save" }).click();
    await kept(page, `/news/${other}`);
    for (const path of ["/search?q=merrow", "/sign-in", "/rss.xml", "/no-such-page", "/latest?x=1"])
      await page.goto(line.url(path)).catch(() => {});
    await page.goto(line.url("/archive"));
    await kept(page, "/archive");
    const keys = () =>
      page.evaluate(async () =>
        (await (await caches.open("gazette-pages-1")).keys()).map(({ url }) => new URL(url).pathname),
      );
    expect(await keys()).toEqual([`/news/${other}`, "/latest", "/archive"]);

    await importArticle({ title, published: false, quality: 60 });
    expect((await page.goto(line.url(`/news/${other}`)))?.status()).toBe(410);
    await expect.poll(keys).not.toContain(`/news/${other}`);
    await line.cut();
    await page.goto(line.url(`/news/${other}`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are offline");
    await withDatabase((db) => removeArticles(db, eq(article.slug, other)));
  });
});
