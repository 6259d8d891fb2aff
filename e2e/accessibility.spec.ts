import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { importArticle } from "./command";
import { publicPages } from "./public-pages";

/** The address of an article that was taken back. */
async function gonePage(): Promise<string> {
  const title = "A wombat withdraws";
  await importArticle({ title });
  return `/news/${await importArticle({ title, published: false })}`;
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any public page, ${colorScheme}`, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    for (const path of [...(await publicPages(request)), await gonePage()]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
      expect(found, path).toEqual([]);
    }
  });
}

test("no public page logs an error, scrolls sideways or asks another host", async ({ page, request, baseURL }) => {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself logs the status of a page that is not there, as it should be.
    const isOwnStatus = message.location().url === page.url();
    if (message.type() === "error" && !isOwnStatus) problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (asked) => {
    if (baseURL && !asked.url().startsWith(baseURL) && !asked.url().startsWith("data:")) problems.push(asked.url());
  });
  for (const path of await publicPages(request)) {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (excess > 0) problems.push(`${path} is ${excess} px too wide at ${width} px`);
    }
  }
  expect(problems).toEqual([]);
});
