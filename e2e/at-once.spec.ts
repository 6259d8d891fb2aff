/** A change shows at the very next request, however many people read meanwhile. */
import { expect, test } from "@playwright/test";
import { importArticle } from "./command";
import { signIn } from "./sign-in";

const READERS = 6;
const ROUNDS = 12;

test.use({ javaScriptEnabled: false });

test("an editor's change is on every page at the next request while many read", async ({ page, baseURL }) => {
  test.slow();
  const title = "A pangolin unrolls in full view";
  const slug = await importArticle({ title, quality: 140 });
  const lists = ["/", "/latest", "/topic/databases", "/provider/example.com", "/rss.xml"];
  const read = async (path: string) => {
    const response = await fetch(`${baseURL}${path}`);
    return { status: response.status, shows: (await response.text()).includes(`/news/${slug}`) };
  };
  await signIn(page);
  await page.goto(`/admin/articles?q=pangolin`);
  await page.getByRole("link", { name: title }).click();

  let reading = true;
  const readers = Array.from({ length: READERS }, async () => {
    while (reading) for (const path of [...lists, `/news/${slug}`]) await read(path);
  });
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const published = round % 2 === 1;
      await page.getByRole("button", { name: published ? "Publish" : "Unpublish", exact: true }).click();
      const shown = await Promise.all(lists.map(read));
      expect(shown.map(({ shows }) => shows)).toEqual(lists.map(() => published));
      expect((await read(`/news/${slug}`)).status).toBe(published ? 200 : 410);
    }
  } finally {
    reading = false;
    await Promise.all(readers);
  }
});
