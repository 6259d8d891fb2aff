/** The newsroom's list of articles: found, sorted, chosen, and changed many at a time. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { inArray, like, sql } from "drizzle-orm";
import type { connect } from "../db/client";
import { article, articleTopic, provider, topic } from "../db/schema";
import { press } from "./press";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const DOMAIN = "list-desk.example";
const FILTER = `provider=${DOMAIN}`;

/** None of them is live for longer than its test. */
async function clear(db: ReturnType<typeof connect>["db"]) {
  const own = db.select({ id: article.id }).from(article).where(like(article.slug, "list-desk-%"));
  await db.delete(articleTopic).where(inArray(articleTopic.articleId, own));
  await removeArticles(db, like(article.slug, "list-desk-%"));
}

test.beforeEach(() =>
  withDatabase(async (db) => {
    await clear(db);
    await db.insert(topic).values({ id: "list-desk", name: "List desk" }).onConflictDoNothing();
    const [row] = await db
      .insert(provider)
      .values({ domain: DOMAIN, name: "List Desk Herald" })
      .onConflictDoUpdate({ target: provider.domain, set: { domain: sql`excluded.domain` } })
      .returning({ id: provider.id });
    await db.insert(article).values(
      Array.from({ length: 120 }, (_, index) => ({
        slug: `list-desk-${index + 1}`,
        state: index < 60 ? ("queued" as const) : ("unpublished" as const),
        title: `Bulkheads number ${index + 1}`,
        excerpt: index === 4 ? "A zeppelin in the excerpt" : "",
        publishedAt: new Date(Date.UTC(2025, 1, 1, 0, index)),
        webUrl: `https://${DOMAIN}/${index + 1}`,
        providerId: row?.id ?? 0,
        quality: index === 1 ? 30 : index === 2 ? null : 60 + (index % 40),
        heat: index === 1 ? 30 : index === 2 ? null : 60 + (index % 40),
      })),
    );
  }),
);
test.afterAll(() => withDatabase(clear));

const rows = (page: Page) => page.getByRole("list", { name: "Articles" }).getByRole("listitem");
const bar = (page: Page) => page.getByRole("region", { name: "Chosen articles" });
const states = (ids: number[]) =>
  withDatabase(async (db) => {
    const slugs = ids.map((id) => `list-desk-${id}`);
    const found = await db
      .select({ slug: article.slug, state: article.state, quality: article.quality })
      .from(article)
      .where(inArray(article.slug, slugs));
    return Object.fromEntries(
      found.map(({ slug, state, quality }) => [slug?.replace("list-desk-", ""), { state, quality }]),
    );
  });

async function open(page: Page, query = "") {
  await signIn(page);
  await page.goto(`/admin/articles?${FILTER}${query}`);
  // The keys work once the script does.
  await page.waitForLoadState("networkidle");
}

test("an article is found by its excerpt, whatever its state, and the filters say so", async ({ page }) => {
  await signIn(page);
  await press(page, "/");
  await page.keyboard.type("zeppelin");
  await press(page, "Enter");
  await expect(rows(page).filter({ hasText: "Bulkheads number 5" })).toHaveCount(1);
  await page.getByText("Filter", { exact: true }).click();
  const form = page.getByRole("form", { name: "Filter" });
  await form.getByLabel("Provider").fill(DOMAIN);
  await form.getByLabel("Quality from").fill("60");
  await form.getByLabel("Published from").fill("2025-02-01");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/q=zeppelin.*qualityFrom=60/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("link", { name: "Without: “zeppelin”" }).click();
  await expect(page.getByRole("navigation", { name: "State" }).getByRole("link", { name: /^All/ })).toHaveText(/118$/);
  await page.getByRole("link", { name: /^Unpublished/ }).click();
  await expect(page).toHaveURL(/state=unpublished/);
  await page.getByRole("link", { name: "Without all of them" }).click();
  await expect(page).toHaveURL("/admin/articles?state=unpublished");
});

test("any order, page by page, there and back", async ({ page }) => {
  await open(page);
  await page.getByRole("navigation", { name: "Sort by" }).getByRole("link", { name: "Quality" }).click();
  await expect(rows(page).first()).toContainText("Quality 99");
  const seen: string[] = [];
  const titles = () => rows(page).getByRole("link").allTextContents();
  seen.push(...(await titles()));
  for (let pages = 1; await page.getByRole("link", { name: "Next" }).isVisible(); pages++) {
    expect(pages).toBeLessThan(4);
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/after=/);
    await expect(rows(page).first()).not.toContainText(seen.at(-1) ?? "");
    seen.push(...(await titles()));
  }
  expect(new Set(seen).size).toBe(120);
  await expect(rows(page).last()).toContainText("Quality none");
  await page.getByRole("link", { name: "Previous" }).click();
  await expect(page).toHaveURL(/before=/);
  expect(await titles()).toEqual(seen.slice(50, 100));
  await page.getByRole("navigation", { name: "Sort by" }).getByRole("link", { name: "Quality" }).click();
  await expect(rows(page).first()).toContainText("Quality none");
});

test("chosen by mouse, published with a preview; what is below the minimum is told, and Undo takes it back", async ({
  page,
}) => {
  await open(page, "&state=queued&order=rising");
  await page.getByRole("checkbox", { name: "Choose Bulkheads number 1", exact: true }).click();
  await page.getByRole("checkbox", { name: "Choose Bulkheads number 4", exact: true }).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("4 articles chosen");
  await bar(page)
    .getByRole("button", { name: /^Publish/ })
    .click();
  const dialog = page.getByRole("dialog", { name: "Publish 4 articles" });
  await expect(dialog).toContainText("2 articles will change");
  await expect(dialog).toContainText("2 articles can’t: below the minimum");
  await dialog.getByLabel("Publish them anyway").check();
  await expect(dialog).toContainText("4 articles will change");
  await dialog.getByLabel("Leave them as they are").check();
  await dialog.getByRole("button", { name: "Change 2 articles" }).click();
  await expect(dialog).toContainText("2 articles changed, 2 articles left as they were");
  await expect(dialog.getByRole("link", { name: "Bulkheads number 2" })).toBeVisible();
  await expect(dialog).toContainText("Nobody judged its quality");
  expect(await states([1, 2, 4])).toMatchObject({
    1: { state: "published" },
    2: { state: "queued" },
    4: { state: "published" },
  });
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(page.getByText("Taken back.")).toBeVisible();
  expect(await states([1, 4])).toMatchObject({ 1: { state: "queued" }, 4: { state: "queued" } });
});

test("by keyboard alone: moved to, chosen over two pages, judged, and taken back", async ({ page }) => {
  await open(page, "&order=rising");
  await press(page, "j");
  await expect(page.getByRole("link", { name: "Bulkheads number 1", exact: true })).toBeFocused();
  await press(page, "x");
  await press(page, "Shift+J");
  await press(page, "Shift+J");
  await expect(bar(page)).toContainText("3 articles chosen");
  await press(page, "k");
  await press(page, "x");
  await expect(bar(page)).toContainText("2 articles chosen");
  await page.getByRole("link", { name: "Next" }).press("Enter");
  await expect(page).toHaveURL(/after=/);
  await expect(bar(page)).toContainText("2 articles chosen");
  await press(page, "j");
  await press(page, "x");
  await expect(bar(page)).toContainText("3 articles chosen");
  await press(page, "q");
  await expect(page.getByRole("textbox", { name: "Quality" })).toBeFocused();
  await page.keyboard.type("77");
  await expect(page.getByRole("button", { name: "Change 3 articles" })).toBeEnabled();
  await press(page, "Enter");
  await expect(page.getByText("3 articles changed.")).toBeVisible();
  expect(await states([1, 2, 3, 51])).toMatchObject({
    1: { quality: 77 },
    2: { quality: 30 },
    3: { quality: 77 },
    51: { quality: 77 },
  });
  await press(page, "z");
  await expect(page.getByText("Taken back.")).toBeVisible();
  expect(await states([1, 3])).toMatchObject({ 1: { quality: 60 }, 3: { quality: null } });
});

test("all that match are changed by a job, which goes on and is taken back as one", async ({ page }) => {
  test.slow();
  await open(page);
  await press(page, "Shift+A");
  await expect(bar(page)).toContainText("All 120 articles that match chosen");
  await press(page, "t");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Topic").selectOption("List desk");
  await expect(dialog).toContainText("120 articles will change");
  await dialog.getByRole("button", { name: "Change 120 articles" }).click();
  const jobs = page.getByRole("region", { name: "Changes that go on" });
  await expect(jobs).toContainText("Done: 120 of 120 articles", { timeout: 30_000 });
  await expect(jobs).toContainText("120 articles changed");
  await page.goto(`/admin/articles?${FILTER}&topic=list-desk`);
  await expect(page.getByRole("navigation", { name: "State" }).getByRole("link", { name: /^All/ })).toHaveText(/120$/);
  await press(page, "z");
  await expect(page.getByText("Taken back.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("There is nothing here.")).toBeVisible();
});

test("another filter begins anew, Escape lets go, and what is typed is no command", async ({ page }) => {
  await open(page);
  await press(page, "a");
  await expect(bar(page)).toContainText("50 articles chosen");
  await page.getByRole("searchbox").fill("xx pub");
  await page.getByRole("searchbox").press("p");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.goto(`/admin/articles?${FILTER}&state=queued`);
  await expect(rows(page)).toHaveCount(50);
  await expect(bar(page)).toHaveCount(0);
  await press(page, "a");
  await press(page, "u");
  await expect(page.getByRole("dialog", { name: "Unpublish 50 articles" })).toBeVisible();
  await press(page, "Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await press(page, "Escape");
  await expect(bar(page)).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the list is found, sorted and paged", async ({ page }) => {
    await open(page, "&sort=heat");
    await expect(rows(page).first()).toContainText("Heat 99°");
    await page.getByRole("link", { name: "Next" }).click();
    await expect(page).toHaveURL(/after=/);
    await expect(page.getByRole("checkbox")).toHaveCount(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "&quality=x&by=x&qualityFrom=50");
    const scan = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        what,
      ).toEqual([]);
    };
    await page.getByText("Filter", { exact: true }).click();
    await press(page, "a");
    await scan("list");
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0);
    }
    for (const key of ["p", "q", "t", "s"]) {
      await press(page, key);
      await expect(page.getByRole("dialog")).toBeVisible();
      if (key === "p") await expect(page.getByRole("dialog")).toContainText("will change");
      await scan(key);
      await press(page, "Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}
