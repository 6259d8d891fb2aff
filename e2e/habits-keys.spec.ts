/** Keys that lead a reader from article to article. */
import { expect, test } from "@playwright/test";
import { expectNoViolationsInBoth } from "./axe";
import { open, ready } from "./habits";

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
  await expectNoViolationsInBoth(page);
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
