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

/** All at once take longer than one test may. */
const PARTS = [1, 2, 3, 4];
const inPart = (paths: string[], part: number) => paths.filter((_, index) => index % PARTS.length === part - 1);

for (const [colorScheme, part] of PARTS.flatMap((part) => [["light", part] as const, ["dark", part] as const])) {
  test(`axe finds nothing on any public page, ${colorScheme}, part ${part}`, async ({ page, request }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    for (const path of [...inPart(await publicPages(request), part), ...(part === 1 ? [await gonePage()] : [])]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
      expect(found, path).toEqual([]);
    }
  });
}

for (const part of PARTS)
  test(`no public page logs an error, scrolls sideways or asks another host, part ${part}`, async ({
    page,
    request,
    baseURL,
  }) => {
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
    for (const path of inPart(await publicPages(request), part)) {
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(path);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (excess > 0) problems.push(`${path} is ${excess} px too wide at ${width} px`);
      }
    }
    expect(problems).toEqual([]);
  });
