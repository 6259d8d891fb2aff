/** Suggestions below the search box, and the keys that choose them. */
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { box, goToSearch, hits } from "./search-page";

test("axe finds nothing while suggestions are open", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(page.locator(".live")).not.toHaveAttribute("aria-busy");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
});

test("suggestions are chosen by keys: arrows move, Enter opens, Esc closes and then clears", async ({ page }) => {
  await goToSearch(page);
  await page.keyboard.press("/");
  await expect(box(page)).toBeFocused();
  const combobox = page.getByRole("combobox", { name: "Search" });
  await expect(combobox).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("merro");
  await expect(combobox).toHaveAttribute("aria-expanded", "true");
  const options = page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
  await expect(options.first()).toContainText(/merrow/i);
  await page.keyboard.press("ArrowDown");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(combobox).toHaveAttribute("aria-activedescendant", (await options.first().getAttribute("id")) ?? "");
  await page.keyboard.press("ArrowUp");
  await expect(combobox).not.toHaveAttribute("aria-activedescendant");
  // With a key held an arrow selects text, and chooses nothing.
  await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(combobox).not.toHaveAttribute("aria-activedescendant");
  const said = `${await options.count()} suggestion`;
  await expect(page.locator("main search [aria-live=polite]")).toContainText(said);
  await expect(options.first()).toHaveAttribute("aria-selected", "false");
  await page.keyboard.press("Escape");
  await expect(options).toHaveCount(0);
  await expect(box(page)).toHaveValue("merro");
  await page.keyboard.press("Escape");
  await expect(box(page)).toHaveValue("");
  await expect(page).toHaveURL(/\/search$/);

  await page.keyboard.type("lanthorn");
  await expect(options.first()).toContainText(/lanthorn/i);
  const title = await options.first().locator(".suggest-text").textContent();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/news\//);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title ?? "");
});

test("an operator's value is completed in the text, and searched", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow topic:datab");
  const option = page.getByRole("option", { name: /topic:databases/ });
  await expect(option).toBeVisible();
  await option.click();
  await expect(box(page)).toHaveValue("merrow topic:databases ");
  await expect(box(page)).toBeFocused();
  await expect(page).toHaveURL(/q=merrow\+topic%3Adatabases/);
  await expect(page.getByRole("list", { name: "Read as" })).toContainText("Databases");
});

test("Tab leaves the suggestions, and Enter without a choice searches", async ({ page }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await expect(page.getByRole("option").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("option")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
  await box(page).focus();
  await box(page).press("Enter");
  await expect(page).toHaveURL(/q=merrow$/);
});

test("the box of every page suggests, too", async ({ page }) => {
  test.skip((page.viewportSize()?.width ?? 0) < 1000, "narrow pages have a link to the search page instead");
  await page.goto("/latest");
  await expect(page.locator(".today")).not.toBeEmpty();
  await page.keyboard.press("/");
  await page.keyboard.type("lanthorn");
  await expect(page.getByRole("option").first()).toContainText(/lanthorn/i);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=lanthorn$/);
  await expect(hits(page).first()).toContainText("Lanthorn");
});
