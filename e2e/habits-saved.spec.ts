/** A reader's reading list, which is kept in the browser: without JavaScript there is none. */
import { expect, test } from "@playwright/test";
import { expectNoViolationsInBoth } from "./axe";
import { aPangolin, open, TITLE } from "./habits";

const pangolin = aPangolin();

test("an article is saved from a list, stands on the reading list and is taken off it", async ({ page }) => {
  await open(page, "/latest");
  const save = pangolin.card(page).getByRole("button", { name: "Save" });
  await pangolin.card(page).hover();
  await save.click();
  await expect(save).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "Open the list" }).click();
  await expect(page.getByRole("heading", { level: 2, name: TITLE })).toBeVisible();
  await expectNoViolationsInBoth(page);
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

test("without JavaScript there is nothing of it", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  const page = await context.newPage();
  for (const path of ["/latest", `/news/${pangolin.slug}`]) {
    expect((await page.goto(path))?.status()).toBe(200);
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Reading list" })).toHaveCount(0);
  }
  await page.goto("/reading-list");
  await expect(page.getByText("needs JavaScript")).toBeVisible();
  await context.close();
});
