/** The parts of the search page, and how tests get there. */
import { type APIRequestContext, expect, type Locator, type Page, type Route } from "@playwright/test";

export const box = (page: Page): Locator => page.locator("main input[name=q]");
export const hits = (page: Page): Locator => page.locator("main .hits article");
export const count = (page: Page): Locator => page.getByRole("main").getByRole("heading", { level: 1 });
export const facet = (page: Page, title: string): Locator =>
  page.getByRole("main").getByRole("region", { name: title, exact: true });

/** Total of the same search by the API. */
export async function total(request: APIRequestContext, query: string): Promise<number> {
  return (await (await request.get(`/api/v1/search?${query}`)).json()).total;
}

/** On phones the filters are folded. */
export async function openFilter(page: Page): Promise<void> {
  const fold = page.getByText("Filter", { exact: true });
  if (await fold.isVisible()) await fold.click();
}

/** Goes to the search page and waits until its script runs. */
export async function goToSearch(page: Page, query = ""): Promise<void> {
  await page.goto(`/search${query}`);
  await expect
    .poll(() =>
      page.evaluate(() => Object.keys(document.querySelector(".live") ?? {}).some((key) => /react/i.test(key))),
    )
    .toBe(true);
}

/** Holds back the results of some texts until `release`. */
export async function holdBack(page: Page, isHeld: (q: string) => boolean) {
  const held: Route[] = [];
  await page.route(
    (url) => url.pathname === "/search" && url.searchParams.has("_rsc") && isHeld(url.searchParams.get("q") ?? ""),
    (route) => {
      held.push(route);
    },
  );
  return {
    held,
    async release() {
      for (const route of held) {
        const response = route.request().response();
        await route.continue();
        await response;
      }
      // Whatever the page would make of it, it has made by the frame after the next.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    },
  };
}
