/** The search page without its script: all of it by links and one form. */
import { expect, test } from "@playwright/test";
import { box, count, facet, hits, openFilter, total } from "./search-page";

test.use({ javaScriptEnabled: false });

test("everything is there by links and one form", async ({ page, request }) => {
  await page.goto("/search");
  await expect(page.getByRole("heading", { name: /^Search [\d,]+ articles$/ })).toBeVisible();
  await page.getByRole("link", { name: "type:video" }).click();
  await expect(box(page)).toHaveValue("type:video");
  await expect(count(page)).toContainText(`${await total(request, "type=video")} article`);

  await page.goto("/search?topic=databases");
  await box(page).fill("merrow");
  await box(page).press("Enter");
  // A new text keeps the choices.
  await expect(page).toHaveURL(/q=merrow&topic=databases/);
  await openFilter(page);
  await facet(page, "Type")
    .getByRole("link", { name: /^Article/ })
    .click();
  await expect(page).toHaveURL(/q=merrow&topic=databases&type=article$/);
  await page.getByRole("link", { name: "Top", exact: true }).last().click();
  await expect(page).toHaveURL(/sort=top/);
  await hits(page).first().locator("summary").click();
  await expect(hits(page).first().locator(".also li").first()).toBeVisible();
  await page.getByRole("link", { name: "Remove topic" }).click();
  await expect(page).toHaveURL(/q=merrow&type=article&sort=top$/);
  await page.getByText("How to search").click();
  await expect(page.getByRole("link", { name: "type:video" })).toBeVisible();
});

test("pages lead on to the end and back", async ({ page }) => {
  await page.goto("/search?type=article,video&sort=newest");
  const seen = new Set<string>();
  for (;;) {
    for (const link of await hits(page).locator("h2 a").all()) seen.add((await link.getAttribute("href")) ?? "");
    const next = page.locator("a[rel=next]");
    if ((await next.count()) === 0) break;
    const before = page.url();
    await next.click();
    await expect(page).not.toHaveURL(before);
  }
  expect(seen.size).toBeGreaterThan(20);
  await page.locator("a[rel=prev]").click();
  await expect(hits(page).first()).toBeVisible();
});
