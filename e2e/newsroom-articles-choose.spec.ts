/** Articles chosen on the newsroom's list, and changed many at a time. */
import { expect, test } from "@playwright/test";
import { bar, domain, listDesk, open, ownTopic, rows, states } from "./list-desk";
import { press } from "./press";

listDesk();

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
  await dialog.getByLabel("Topic").selectOption(ownTopic().name);
  await expect(dialog).toContainText("120 articles will change");
  await dialog.getByRole("button", { name: "Change 120 articles" }).click();
  const jobs = page.getByRole("region", { name: "Changes that go on" });
  await expect(jobs).toContainText("Done: 120 of 120 articles", { timeout: 30_000 });
  await expect(jobs).toContainText("120 articles changed");
  await page.goto(`/admin/articles?provider=${domain()}&topic=${ownTopic().id}`);
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
  await page.goto(`/admin/articles?provider=${domain()}&state=queued`);
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
