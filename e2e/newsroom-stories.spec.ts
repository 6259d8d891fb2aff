/** Stories, as an editor makes them by keyboard alone. */
import { expect, type Page, test } from "@playwright/test";
import { press } from "./press";
import { member, seed, stories, toast, unpublishSeeded } from "./storied";

test.afterAll(unpublishSeeded);

const findStory = async (page: Page, words: string, title: string) => {
  await press(page, "/");
  await page.keyboard.type(words);
  await press(page, "Enter");
  await expect(page).toHaveURL(/q=/);
  await page.getByRole("list", { name: "Stories" }).getByRole("link", { name: title }).first().focus();
  await press(page, "Enter");
  await expect(page).toHaveURL(/\/admin\/stories\/\d+$/);
};
/** Steps on with J, else back with K, until the focus is in this part of the page. */
async function stepTo(page: Page, section: ReturnType<Page["getByRole"]>): Promise<void> {
  const isThere = () => section.evaluate((element) => element.contains(document.activeElement));
  for (const key of ["j", "k"]) {
    for (let step = 0; step < 60; step++) {
      await press(page, key);
      if (await isThere()) return;
    }
  }
  throw new Error("Neither J nor K came there.");
}

test("a suggestion is confirmed by keyboard, taken back, and dismissed", async ({ page }) => {
  const made = await seed("quokka", [
    { title: "Quokka census counts twelve thousand animals on Wadjemup island", quality: 80 },
    { title: "Twelve thousand quokkas on Wadjemup island, says the census", quality: 70, state: "queued" },
    { title: "Census on Wadjemup island finds twelve thousand quokkas", quality: 65 },
  ]);
  await stories(page);
  const suggestion = page.getByRole("region", { name: /^Probably one story: 3 articles.*wadjemup/i });
  await expect(suggestion).toContainText("Heat becomes 100°.");
  await stepTo(page, suggestion);
  await press(page, "g");
  await expect(toast(page)).toContainText("One story: 3 articles.");
  await expect(suggestion).toHaveCount(0);
  const listed = page
    .getByRole("list", { name: "Stories" })
    .getByRole("listitem")
    .filter({ hasText: "Quokka census" })
    .first();
  await expect(listed).toContainText("100°");
  await expect(listed).toContainText("1 queued");
  await press(page, "z");
  await expect(toast(page)).toContainText("Taken back.");
  await expect(suggestion).toBeVisible();
  await stepTo(page, suggestion);
  await press(page, "n");
  await expect(toast(page)).toContainText("Not one story.");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(suggestion).toHaveCount(0);
  for (const { slug } of made.filter((_, at) => at !== 1)) {
    expect((await page.request.get(`/news/${slug}`)).status()).toBe(200);
  }
});

test("by keyboard alone: choose a lead, split off, add again; readers follow", async ({ page, request }) => {
  const [best, other] = await seed(
    "bilby",
    [
      { title: "Bilby burrows mapped from the air over Astrebla", quality: 90 },
      { title: "From the air: burrows of the bilby at Astrebla", quality: 70 },
      { title: "Why bilbies dig: a note from Astrebla", quality: 60 },
    ],
    { together: true },
  );
  await stories(page);
  await findStory(page, "bilby astrebla", "Bilby burrows mapped");
  await expect(member(page, "Bilby burrows mapped")).toContainText("lead");
  await press(page, "j");
  await press(page, "j");
  await page.getByRole("checkbox", { name: /^Mark From the air/ }).focus();
  await expect(page.getByText("bilby paper 2 leads. Heat falls from 110° to 90°.")).toBeVisible();
  await press(page, "l");
  await expect(toast(page)).toContainText("bilby paper 2 leads.");
  await expect(member(page, "From the air: burrows")).toContainText("lead, chosen");
  expect(await (await request.get(`/news/${other?.slug}`)).text()).toMatch(/\b90(<!-- -->)?°/);
  await press(page, "z");
  await expect(member(page, "Bilby burrows mapped")).toContainText("110°");
  expect(await (await request.get(`/news/${best?.slug}`)).text()).toMatch(/\b110(<!-- -->)?°/);

  await page.getByRole("checkbox", { name: /^Mark Why bilbies dig/ }).focus();
  await press(page, "x");
  await expect(page.getByText("2 articles stay. Heat falls from 110° to 100°. Alone it has 60°.")).toBeVisible();
  await press(page, "s");
  await expect(toast(page)).toContainText("Split off: 1 article.");
  await expect(member(page, "Why bilbies dig")).toHaveCount(0);

  await press(page, "a");
  const dialog = page.getByRole("dialog", { name: "Add articles or a story" });
  await page.keyboard.type("why bilbies");
  await expect(dialog.getByText("Heat rises from 100° to 110°.")).toBeVisible();
  await press(page, "Enter");
  await press(page, "Enter");
  await expect(toast(page)).toContainText("Joined: 1 article.");
  await expect(member(page, "Why bilbies dig")).toBeVisible();
  for (const slug of [best?.slug, other?.slug]) expect((await request.get(`/news/${slug}`)).status()).toBe(200);
});
