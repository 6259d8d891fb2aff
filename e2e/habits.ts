/** An article of the spec's own for what readers keep in their browser, and what the specs of that share. */
import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { article } from "../db/schema";
import { importArticle } from "./command";
import { removeArticles } from "./remove-articles";
import { specName } from "./sign-in";
import { withDatabase } from "./with-database";

export const TITLE = "A pangolin pauses";
const EXCERPT = "It waits for the Compactión to end.";

/** The article, from before the first test of a spec until after its last: to be called once, at the top of it. */
export function aPangolin() {
  const own = {
    slug: "",
    card: (page: Page) => page.locator("main article").filter({ has: page.locator(`a[href="/news/${own.slug}"]`) }),
  };
  test.beforeAll(async ({ browserName: _ }, { project }) => {
    const title = `${TITLE} on a ${project.name} for ${specName()}`;
    own.slug = await importArticle({ title, excerpt: EXCERPT, quality: 95 });
  });
  test.afterAll(() => withDatabase((db) => removeArticles(db, eq(article.slug, own.slug))));
  return own;
}

/** The script of the page runs. */
export const ready = (page: Page) => expect(page.locator("html[data-habits]")).toHaveCount(1);

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await ready(page);
}
