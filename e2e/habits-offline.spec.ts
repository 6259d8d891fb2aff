/** Pages that a reader saw or saved, read again without a connection. */
import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { article } from "../db/schema";
import { expectNoViolationsInBoth } from "./axe";
import { importArticle } from "./command";
import { aPangolin, ready, TITLE } from "./habits";
import { type Line, lineTo } from "./line";
import { removeArticles } from "./remove-articles";
import { withDatabase } from "./with-database";

test.use({ serviceWorkers: "allow" });
const pangolin = aPangolin();

/** The worker is there, and has kept the page that is open. */
async function kept(page: Page, path: string): Promise<void> {
  const isKept = (wanted: string) =>
    page.evaluate(
      async (address) =>
        navigator.serviceWorker.controller !== null &&
        (await (await caches.open("gazette-pages-1")).match(address, { ignoreVary: true })) !== undefined,
      wanted,
    );
  await expect.poll(() => isKept(path), { timeout: 15_000 }).toBe(true);
}
let line: Line;
test.beforeAll(async () => {
  line = await lineTo(Number(process.env.E2E_PORT));
});
test.afterEach(() => line.mend());
test.afterAll(() => line.end());

test("what was read last can be read again, with a line that says when it was; the rest says what is there", async ({
  page,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(line.url("/latest"));
  await kept(page, "/latest");
  await page.goto(line.url(`/news/${pangolin.slug}`));
  await kept(page, `/news/${pangolin.slug}`);
  await expect(page.getByRole("complementary", { name: "Offline" })).toHaveCount(0);

  await line.cut();
  await page.goto(line.url("/latest"));
  await expect(page.getByRole("complementary", { name: "Offline" })).toContainText("as it was on");
  await ready(page);
  await expect(page.getByRole("complementary", { name: "Offline" })).toBeVisible();
  await expectNoViolationsInBoth(page);
  await page.goto(line.url(`/news/${pangolin.slug}`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(TITLE);
  await page.goto(line.url("/providers"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are offline");
  await expect(page.getByRole("link", { name: new RegExp(`^${TITLE}`) })).toBeVisible();
  await expectNoViolationsInBoth(page);
  await page.goto(line.url("/search?q=merrow"));
  const title = page.getByRole("heading", { level: 1 });
  await expect(title).toHaveText("You are offline");
  // With the styles of the page.
  await expect(title).toHaveCSS("font-family", /Serif|Georgia/i);
  // The newsroom and signing in are none of the worker's business.
  // A page each: the browser's own error may come after the next page was asked for.
  for (const path of ["/sign-in", "/admin"]) {
    const other = await page.context().newPage();
    await expect(other.goto(line.url(path))).rejects.toThrow();
    await other.close();
  }
  expect(errors).toEqual([]);

  await line.mend();
  await page.goto(line.url("/latest"));
  await expect(page.getByRole("complementary", { name: "Offline" })).toHaveCount(0);
});

test("a saved article can be read offline, one that was taken down is forgotten, and nothing else is kept", async ({
  page,
}) => {
  const title = `A quoll quits on a ${test.info().project.name} ${test.info().repeatEachIndex}`;
  const other = await importArticle({ title, quality: 60 });
  await page.goto(line.url("/latest"));
  await kept(page, "/latest");
  await ready(page);
  const entry = page.locator("main article").filter({ has: page.locator(`a[href="/news/${other}"]`) });
  await entry.hover();
  await entry.getByRole("button", { name: "Save" }).click();
  await kept(page, `/news/${other}`);
  for (const path of ["/search?q=merrow", "/sign-in", "/rss.xml", "/no-such-page", "/latest?x=1"])
    await page.goto(line.url(path)).catch(() => {});
  await page.goto(line.url("/archive"));
  await kept(page, "/archive");
  const keys = () =>
    page.evaluate(async () =>
      (await (await caches.open("gazette-pages-1")).keys()).map(({ url }) => new URL(url).pathname),
    );
  expect(await keys()).toEqual([`/news/${other}`, "/latest", "/archive"]);

  await importArticle({ title, published: false, quality: 60 });
  expect((await page.goto(line.url(`/news/${other}`)))?.status()).toBe(410);
  await expect.poll(keys).not.toContain(`/news/${other}`);
  await line.cut();
  await page.goto(line.url(`/news/${other}`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are offline");
  await withDatabase((db) => removeArticles(db, eq(article.slug, other)));
});
