/** What narrows a search: facets, chips, years, days, each a link that works in place. */
import { expect, test } from "@playwright/test";
import { box, count, facet, goToSearch, holdBack, openFilter, total } from "./search-page";

// Other tests publish and take back articles of Databases meanwhile.

test("several values of a facet are any of them, with counts that leave its own choice out", async ({
  page,
  request,
}) => {
  await goToSearch(page, "?topic=networks");
  await openFilter(page);
  const topics = facet(page, "Topic");
  const browsers = topics.getByRole("link", { name: /^Browsers/ });
  await topics.getByText(/^\d+ more$/).click();
  const alone = Number((await browsers.textContent())?.match(/\d+$/)?.[0]);
  expect(alone).toBe(await total(request, "topic=browsers"));
  await browsers.click();
  await expect(page).toHaveURL(/\?topic=networks,browsers$/);
  await expect(count(page)).toContainText(`${await total(request, "topic=networks,browsers")} articles`);
  await expect(topics.locator("[aria-current=true]")).toHaveCount(2);
  await expect(browsers).toBeFocused();
  await expect(browsers).toContainText(String(alone));

  await facet(page, "Provider").getByRole("link").first().click();
  await expect(page).toHaveURL(/provider=/);
  await facet(page, "Provider").getByRole("link", { name: "Clear" }).click();
  await browsers.click();
  await expect(page).toHaveURL(/\?topic=networks$/);
  await expect(count(page)).toContainText(`${await total(request, "topic=networks")} articles`);
});

test("each part of a search is a chip that can be removed", async ({ page }) => {
  await goToSearch(page, `?q=${encodeURIComponent('merrow "storage engine" -beta topic:databases')}&type=article`);
  const chips = page.getByRole("list", { name: "Read as" }).getByRole("listitem");
  await expect(chips.locator(".read-text")).toHaveText(["merrow", "“storage engine”", "beta", "Databases", "article"]);
  await page.getByRole("link", { name: "Remove phrase" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta\+topic%3Adatabases&type=article$/);
  await expect(box(page)).toHaveValue("merrow -beta topic:databases");
  await page.getByRole("link", { name: "Remove type" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta\+topic%3Adatabases$/);
  await page.getByRole("link", { name: "Remove topic" }).click();
  await expect(page).toHaveURL(/q=merrow\+-beta$/);
  await page.getByRole("link", { name: "Remove without" }).click();
  await expect(page).toHaveURL(/q=merrow$/);
  // Nothing but a word is left: the box says that by itself.
  await expect(chips).toHaveCount(0);
});

test("a year of the histogram is chosen by a click, and left by another", async ({ page, request }) => {
  await goToSearch(page, "?topic=networks,browsers");
  const years = page.getByRole("navigation", { name: /Years|Months/ });
  const last = years.getByRole("link").last();
  const year = (await last.textContent())?.slice(0, 4) ?? "";
  await last.click();
  await expect(page).toHaveURL(new RegExp(`from=${year}&to=${year}$`));
  await expect(count(page)).toContainText(
    `${await total(request, `topic=networks,browsers&from=${year}&to=${year}`)} article`,
  );
  await expect(page.getByRole("list", { name: "Read as" })).toContainText(year);
  await page.getByRole("link", { name: "Remove date" }).click();
  await expect(page).toHaveURL(/\?topic=networks,browsers$/);
});

test("days are chosen in fields", async ({ page, request }) => {
  await goToSearch(page, "?q=merrow&type=article&from=2019");
  await openFilter(page);
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("2019-01-01");
  await page.getByLabel("To", { exact: true }).fill("2099-12-31");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?q=merrow&type=article&from=2019&to=2099-12-31$/);
  await expect(count(page)).toContainText(`${await total(request, "q=merrow")} articles`);
  await page.getByLabel("From", { exact: true }).fill("");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/\?q=merrow&type=article&to=2099-12-31$/);
  await page.getByRole("link", { name: "Remove until" }).click();
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("");
});

test("two boxes ticked before the first had its effect are both ticked", async ({ page }) => {
  await goToSearch(page, "?q=merrow");
  await openFilter(page);
  const slow = await holdBack(page, () => true);
  await facet(page, "Topic")
    .getByRole("link", { name: /^Databases/ })
    .click();
  await facet(page, "Type")
    .getByRole("link", { name: /^Article/ })
    .click();
  await expect.poll(() => slow.held.length).toBe(2);
  await slow.release();
  await expect(page).toHaveURL(/q=merrow&topic=databases&type=article$/);
});
