/** One way through the whole portal: import, read, find, unpublish, publish again. */
import { expect, test } from "@playwright/test";
import { importArticle } from "./command";
import { account, signIn } from "./sign-in";

test("an article comes in, is read, found, taken back and brought back", async ({ page, request }, { project }) => {
  const word = `quokka${project.name.replace(/\W/g, "").toLowerCase()}`;
  const title = `The ${word} files its own report`;
  const slug = await importArticle({ title, excerpt: `A ${word} was seen at the printing press.`, quality: 99 });
  const path = `/news/${slug}`;
  const showsOn = async (list: string) => {
    await page.goto(list);
    return page.locator(`main article a[href="${path}"]`).count();
  };
  const shown = async () => ({
    page: (await request.get(path)).status(),
    front: await showsOn("/"),
    latest: await showsOn("/latest"),
    topic: await showsOn("/topic/databases"),
    provider: await showsOn("/provider/example.com"),
    feed: (await (await request.get("/rss.xml")).text()).includes(path),
  });
  const everywhere = { page: 200, front: 1, latest: 1, topic: 1, provider: 1, feed: true };
  const nowhere = { page: 410, front: 0, latest: 0, topic: 0, provider: 0, feed: false };
  /** Search follows within a second; whatever its index holds, nothing unpublished is shown. */
  const searchFinds = async (articles: number) => {
    const total = async () => (await (await request.get(`/api/v1/search?q=${word}`)).json()).total;
    await expect.poll(total, { intervals: [50] }).toBe(articles);
    expect(await showsOn(`/search?q=${word}`)).toBe(articles);
    expect((await (await request.get(`/search/rss.xml?q=${word}`)).text()).includes(path)).toBe(articles > 0);
  };

  await test.step("from the front page to the article", async () => {
    await page.goto("/");
    await page.locator("main article").getByRole("link", { name: title }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    await expect(page.getByRole("link", { name: /example\.com/ }).first()).toHaveAttribute(
      "href",
      `https://example.com/${slug}`,
    );
  });

  await test.step("by search", async () => {
    await searchFinds(1);
    await page.goto("/search");
    await page.locator("main input[name=q]").fill(word);
    await page.locator("main input[name=q]").press("Enter");
    await expect(page).toHaveURL(new RegExp(`q=${word}`));
    await expect(page.locator("main article").getByRole("heading")).toHaveText(title);
    await expect(page.locator("main article mark").first()).toHaveText(word);
  });

  await test.step("sign in and unpublish", async () => {
    expect(await shown()).toEqual(everywhere);
    await signIn(page);
    await page.goto(`/admin/articles?q=${word}`);
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("button", { name: "Unpublish" }).click();
    await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
    const { hits } = await (await request.get(`/api/v1/search?q=${word}`)).json();
    expect(hits).toEqual([]);
    expect(await shown()).toEqual(nowhere);
    await searchFinds(0);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });

  await test.step("publish again", async () => {
    await page.goto(`/admin/articles?q=${word}`);
    await page.getByRole("link", { name: title }).click();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(page.getByRole("button", { name: "Unpublish" })).toBeVisible();
    expect(await shown()).toEqual(everywhere);
    await searchFinds(1);
    await page.goto(`/admin/articles?q=${word}`);
    await page.getByRole("link", { name: title }).click();
    await expect(page.getByRole("main").getByText(account().email).first()).toBeVisible();
  });
});
