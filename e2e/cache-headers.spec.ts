/** What a browser does with what pages say of caches. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { SHARED } from "../app/_server/cache-control.mjs";

/** Which version of a page is shown to who was there a moment before: the second is the one there is. */
async function shownAgain(page: Page, cacheControl: string): Promise<string> {
  let versions = 0;
  const server = createServer((request, response) => {
    const version = request.url === "/page" ? ++versions : 0;
    response.writeHead(200, { "cache-control": cacheControl, "content-type": "text/html", etag: `"${version}"` });
    response.end(`${version}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await page.goto(`${origin}/other`);
  // As a script of a page asks: for pages themselves some browsers are stricter.
  const ask = () => page.evaluate(() => fetch("/page").then((response) => response.text()));
  await ask();
  const shown = await ask();
  await new Promise((resolve) => server.close(resolve).closeAllConnections());
  return shown;
}

test("a browser shows what was published since, though caches in front may show what was before", async ({ page }) => {
  expect(SHARED["cache-control"]).toContain("stale-while-revalidate");
  expect(
    await shownAgain(page, SHARED["cache-control"].replace(/stale-while-revalidate=\d+/, "stale-while-revalidate=60")),
  ).toBe("2");
  // Without the word that forbids it, it would not.
  expect(await shownAgain(page, "max-age=0, stale-while-revalidate=60")).toBe("1");
});
