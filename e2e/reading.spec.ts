/** What readers do, on the sample content; also with JavaScript off. */
import { expect, test } from "@playwright/test";
import { publicPages } from "./public-pages";

test("every kind of page answers, and lists hold nothing but their articles", async ({ page, request }) => {
  for (const path of await publicPages(request)) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(path === "/no-such-page" ? 404 : 200);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
    await expect(page, path).toHaveTitle(/Gazette/);
    const outside = (await page.locator("article").count()) - (await page.locator("main article").count());
    expect(outside, path).toBe(0);
    if (/^\/($|latest|top\/(week|all)|topic\/|provider\/|archive\/)/.test(path)) {
      const entries = await page.locator("main article").count();
      expect(entries, path).toBeGreaterThan(0);
      await expect(page.locator("main article :is(h1, h2, h3, h4) a[href^='/news/']"), path).toHaveCount(entries);
    }
  }
});

test("older pages lead on to the end and back", async ({ page }) => {
  await page.goto("/latest");
  const seen: string[] = [];
  const links = () =>
    page.locator("main article :is(h2, h3, h4) a").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
  seen.push(...(await links()));
  const first = [...seen];
  while (await page.locator("a[rel=next]").count()) {
    await page.locator("a[rel=next]").click();
    await page.waitForURL(/\/older\//);
    seen.push(...(await links()));
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(first.length);
  while (await page.locator("a[rel=prev]").count()) await page.locator("a[rel=prev]").click();
  await expect(page).toHaveURL(/\/latest$/);
  // Other tests publish and take back articles of their own meanwhile.
  const shown = await links();
  expect(shown.filter((href) => first.includes(href)).length).toBeGreaterThan(first.length / 2);
});

test("addresses that are none answer 404, renamed ones redirect, and markup in a search stays text", async ({
  page,
  request,
}) => {
  for (const path of [
    "/news/nothing",
    "/topic/nothing",
    "/provider/nothing.example",
    "/top/never",
    "/archive/2026/13",
    "/older/x",
    "/latest/older/1",
    "/latest/more",
    "/news/%ff",
    "/news/a%00b",
    "/archive/9999/12",
    "/archive/2001/01",
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
  await page.goto(`/search?q=${encodeURIComponent("<script>document.title='x'</script>")}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>");
  const strange = await request.get("/search?q=%00%ff'&from=soon&page=-1&sort=best");
  expect(strange.status()).toBe(200);
});

test("a story shows its lead, its coverage and why it ranks", async ({ page, request }) => {
  const { hits } = await (await request.get("/api/v1/search?q=merrow&sort=top&limit=1")).json();
  await page.goto(`/news/${hits[0].slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(hits[0].title);
  expect(hits[0].coverage.length).toBeGreaterThan(2);
  for (const item of hits[0].coverage) await expect(page.getByText(item.title).first()).toBeAttached();
  await expect(page.getByText(`${hits[0].heat}°`).first()).toBeVisible();
});
