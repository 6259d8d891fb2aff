/** The newsroom's list of articles: found, filtered, sorted and paged. */
import { expect, test } from "@playwright/test";
import { expectNoExcess, expectNoViolations } from "./axe";
import { domain, listDesk, open, rows } from "./list-desk";
import { press } from "./press";
import { signIn } from "./sign-in";

listDesk({ 5: "A zeppelin in the excerpt" });

test("an article is found by its excerpt, whatever its state, and the filters say so", async ({ page }) => {
  await signIn(page);
  await press(page, "/");
  await page.keyboard.type("zeppelin");
  await press(page, "Enter");
  await expect(rows(page).filter({ hasText: "Bulkheads number 5" })).toHaveCount(1);
  await page.getByText("Filter", { exact: true }).click();
  const form = page.getByRole("form", { name: "Filter" });
  await form.getByLabel("Provider").fill(domain());
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
    await page.getByText("Filter", { exact: true }).click();
    await press(page, "a");
    await expectNoViolations(page, "list");
    await expectNoExcess(page);
    for (const key of ["p", "q", "t", "s"]) {
      await press(page, key);
      await expect(page.getByRole("dialog")).toBeVisible();
      if (key === "p") await expect(page.getByRole("dialog")).toContainText("will change");
      await expectNoViolations(page, key);
      await press(page, "Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}
