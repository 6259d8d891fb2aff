/** The search page as one types: results at once, and a history of finished searches. */
import { expect, test } from "@playwright/test";
import { box, count, goToSearch, hits, holdBack, total } from "./search-page";

test("results come as one types, and the box keeps its text, its focus and its caret", async ({ page, request }) => {
  await goToSearch(page);
  await box(page).pressSequentially("merrow");
  await expect(page).toHaveURL(/\/search\?q=merrow$/);
  await expect(count(page)).toContainText(`${await total(request, "q=merrow")} articles`);
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
  await expect(page).toHaveTitle(/^merrow · Search/);
  await expect(box(page)).toBeFocused();
  await expect(box(page)).toHaveValue("merrow");
  await expect(page.getByRole("status")).toHaveText(/^\d+ articles for merrow$/);

  await box(page).press("Home");
  await page.keyboard.type("x ");
  await expect(page).toHaveURL(/q=x\+merrow$/);
  await expect(page.getByRole("heading", { name: /Nothing found for/ })).toBeVisible();
  expect(await box(page).evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(2);
});

test("the last text wins, whatever order the answers come in, and old results stay meanwhile", async ({ page }) => {
  await goToSearch(page, "?q=merrow");
  await expect(hits(page).first()).toBeVisible();
  const first = await hits(page).first().textContent();
  const slow = await holdBack(page, (q) => q === "lanth");
  await box(page).fill("lanth");
  await expect.poll(() => slow.held.length).toBe(1);
  await expect(page.locator(".live")).toHaveAttribute("aria-busy", "true");
  expect(await hits(page).first().textContent()).toBe(first);
  await expect(box(page)).toHaveValue("lanth");

  await box(page).fill("lanthorn passes");
  await expect(page).toHaveURL(/q=lanthorn\+passes$/);
  await expect(hits(page).first().getByRole("heading")).toContainText("Lanthorn passes");
  await slow.release();
  await box(page).press("End");
  await expect(page).toHaveURL(/q=lanthorn\+passes$/);
  await expect(hits(page).first().getByRole("heading")).toContainText("Lanthorn passes");
  await expect(box(page)).toHaveValue("lanthorn passes");
});

test("Back and Forward go through finished searches, and reload shows the same", async ({ page }) => {
  await goToSearch(page);
  for (const text of ["merrow", "lanthorn"]) {
    // Letter by letter: what lies between is no step of its own.
    await box(page).fill("");
    await box(page).pressSequentially(text, { delay: 150 });
    await expect(page).toHaveURL(new RegExp(`q=${text}$`));
    await box(page).press("Enter");
  }
  await expect(hits(page).first()).toContainText("Lanthorn");
  await page.goBack();
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(box(page)).toHaveValue("merrow");
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
  await page.goBack();
  await expect(page).toHaveURL(/\/search$/);
  await expect(box(page)).toHaveValue("");
  await expect(page.getByRole("heading", { name: /^Search [\d,]+ articles$/ })).toBeVisible();
  await page.goForward();
  await expect(box(page)).toHaveValue("merrow");
  await page.reload();
  await expect(box(page)).toHaveValue("merrow");
  await expect(hits(page).first().locator("mark").first()).toHaveText(/merrow/i);
});

test("a search that was typed is counted once, with what it found, when it rests", async ({ page, request }) => {
  const said = async (q: string) => `q=${q}&total=${await total(request, `q=${q}`)}`;
  const [merrow, lanthorn] = [await said("merrow"), await said("lanthorn")];
  await goToSearch(page);
  const counted: string[] = [];
  page.on("request", (asked) => {
    if (asked.method() === "POST") counted.push(`${new URL(asked.url()).pathname} ${asked.postData()}`);
  });
  await box(page).pressSequentially("merrow");
  await expect.poll(() => counted).toEqual([`/search/seen ${merrow}`]);
  await box(page).press("Enter");
  await box(page).fill("lanthorn");
  await box(page).press("Enter");
  await expect.poll(() => counted).toEqual([`/search/seen ${merrow}`, `/search/seen ${lanthorn}`]);
});
