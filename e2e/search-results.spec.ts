/** What the search page lists: orders, stories, and ways on where nothing is found. */
import { expect, test } from "@playwright/test";
import { box, count, goToSearch, hits, total } from "./search-page";

test("sorts change the order in place", async ({ page, request }) => {
  await goToSearch(page, "?topic=networks");
  for (const [name, sort] of [
    ["Newest", "newest"],
    ["Top", "top"],
  ]) {
    await page.getByRole("link", { name, exact: true }).last().click();
    await expect(page).toHaveURL(new RegExp(`sort=${sort}`));
    const { hits: wanted } = await (await request.get(`/api/v1/search?topic=networks&sort=${sort}&limit=1`)).json();
    await expect(hits(page).first().getByRole("heading")).toHaveText(wanted[0].title);
  }
});

test("the other sources of a story unfold in place, those that match first", async ({ page, request }) => {
  const found = (await (await request.get("/api/v1/search?q=merrow&sort=top")).json()).hits;
  const matching = found.slice(1).map((hit: { slug: string }) => `/news/${hit.slug}`);
  expect(matching.length).toBeGreaterThan(0);
  await goToSearch(page, "?q=merrow&sort=top");
  const lead = hits(page).first();
  const others = lead.locator(".also li a");
  await expect(others.first()).toBeHidden();
  await lead.getByText(/^\+\d+ sources$/).click();
  await expect(others.first()).toBeVisible();
  await expect(lead.locator("summary")).toContainText(/\d+ of them match|all of them match/);
  expect(matching).toContain(await others.first().getAttribute("href"));
  expect(matching).not.toContain(await others.last().getAttribute("href"));
});

test("where nothing is found there are ways on", async ({ page, request }) => {
  await goToSearch(page, "?q=merrow+zzzzzz");
  await expect(page.getByRole("heading", { name: "Nothing found for “merrow zzzzzz”" })).toBeVisible();
  const feed = page.getByRole("region", { name: "Tell me when it appears" }).getByRole("link", { name: "RSS" });
  await expect(feed).toHaveAttribute("href", "/search/rss.xml?q=merrow+zzzzzz");
  const drop = page
    .getByRole("region", { name: "Leave something out" })
    .getByRole("listitem")
    .filter({ hasText: "zzzzzz" });
  const found = await total(request, "q=merrow");
  await expect(drop).toContainText(`${found} articles`);
  await drop.getByRole("link").click();
  await expect(page).toHaveURL(/q=merrow$/);
  await expect(box(page)).toHaveValue("merrow");
  await expect(count(page)).toContainText(`${found} articles`);
  await expect(page.locator("head link[type='application/atom+xml']")).toHaveAttribute(
    "href",
    /\/search\/atom\.xml\?q=merrow$/,
  );
});

test("clicks with a key held, and in other tabs, are the browser's", async ({ page, context }) => {
  await goToSearch(page, "?topic=databases");
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "Newest", exact: true }).click({ modifiers: ["ControlOrMeta"] });
  await (await opened).waitForURL(/sort=newest/);
  await expect(page).toHaveURL(/\?topic=databases$/);
});
