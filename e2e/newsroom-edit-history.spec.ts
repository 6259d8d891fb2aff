/** What was done to an article, told in its form, and taken back there. */
import { expect, test } from "@playwright/test";
import { openStories } from "../db/stories-write";
import { anArticle, history, open, removeEdited } from "./edited";
import { press } from "./press";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

test.afterAll(() => removeEdited());

test("history tells the words that changed, takes a line back, and restores an earlier version", async ({ page }) => {
  const { id } = await anArticle();
  await signIn(page);
  await open(page, id);
  const title = page.getByLabel("Title", { exact: true });
  const was = await title.inputValue();
  await title.fill(`${was} deeper`);
  await press(page, "Control+s");
  await expect(history(page)).toHaveCount(1);
  await expect(history(page).first().locator("ins")).toContainText("deeper");
  await page.getByLabel("Quality", { exact: true }).fill("91");
  await press(page, "Control+s");
  await expect(history(page).first()).toContainText("Quality 70 became 91");

  await history(page).first().getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("70");
  await expect(history(page).nth(1)).toContainText("taken back");
  await expect(history(page).nth(1).getByRole("button", { name: "Undo" })).toHaveCount(0);
  await history(page).nth(1).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("91");
  // Z takes the last act back, from wherever nothing is typed.
  await page.getByRole("button", { name: "Feed", exact: true }).focus();
  await press(page, "z");
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("70");
});

test("an article is split from its story", async ({ page }) => {
  const storyId = await withDatabase(async (db) => (await openStories(db, 1))[0] ?? null);
  const { id } = await anArticle({ storyId, isCoverage: true, heat: -1 });
  await anArticle({ storyId, isCoverage: true, heat: -1, quality: 90 });
  await signIn(page);
  await open(page, id);
  await expect(page.getByText(/^Coverage has no heat of its own/)).toBeVisible();
  await page.getByRole("button", { name: "Split from the story" }).click();
  await expect(page.getByRole("region", { name: /^Story/ })).toHaveCount(0);
  await expect(page.getByText("computed, 70°")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect(page.getByRole("region", { name: /^Story/ })).toBeVisible();
});
