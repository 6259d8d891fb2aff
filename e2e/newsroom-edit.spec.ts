/** The form of an article: every field of it, what is wrong in one, and all of it without JavaScript. */
import { expect, test } from "@playwright/test";
import { eq, sql } from "drizzle-orm";
import { article, topic } from "../db/schema";
import { anArticle, bar, history, open, PUBLISHED, paper, removeEdited, rowOf, saved } from "./edited";
import { press } from "./press";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const TOPICS = [
  { id: "bilbies", name: "Bilbies", keywords: ["burrow"] },
  { id: "numbats", name: "Numbats", keywords: ["termite mound"] },
];

test.beforeAll(() => withDatabase((db) => db.insert(topic).values(TOPICS).onConflictDoNothing()));
test.afterAll(async () => {
  await removeEdited("wallaby.example");
  await withDatabase((db) =>
    db.execute(sql`delete from topic where id in ${TOPICS.map(({ id }) => id)}
      and not exists (select 1 from article_topic where topic_id = topic.id)`),
  );
});

test("every field is edited, previewed, named, and saved by Ctrl S", async ({ page }) => {
  const { id, slug } = await anArticle();
  await signIn(page);
  await open(page, id);
  const preview = page.locator(".edit-preview");

  await page.getByLabel("Title", { exact: true }).fill("Two bilbies dig at a termite mound");
  await expect(preview).toContainText("Two bilbies dig at a termite mound");
  await expect(page.getByText("7 words, 34 characters")).toBeVisible();
  await expect(bar(page)).toHaveText("1 change: title");
  await page.getByLabel("Excerpt", { exact: true }).fill("Fish &amp; chips.");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(preview).toContainText("Fish & chips.");
  await page.getByRole("button", { name: "Feed", exact: true }).click();
  await expect(preview).toContainText(`Source: https://${paper().domain}/${slug}`);
  await page.getByLabel("Link to the original").fill("https://bilby.example/original");
  await page.getByLabel("Provider", { exact: true }).fill("wallaby.example");
  await page.getByLabel("Name of the provider").fill("The Wallaby");
  await page.getByLabel("Type", { exact: true }).selectOption("Video");
  await page.getByLabel("Category", { exact: true }).fill("animals");

  // The title names the second, and the first is typed.
  await page.getByRole("button", { name: "Add Numbats" }).click();
  await page.getByLabel("Add a topic").fill("bilbies");
  await page.getByLabel("Add a topic").press("Enter");
  await page.getByRole("button", { name: "Move Bilbies forward" }).focus();
  await press(page, "Enter");
  await expect(page.getByRole("list", { name: "Chosen topics" }).getByRole("listitem")).toContainText([
    "Bilbies",
    "Numbats",
  ]);
  await page.getByLabel("Add a topic").fill("cookery");
  await page.getByLabel("Add a topic").press("Enter");
  await expect(page.getByText("There is no topic called cookery.")).toBeVisible();
  await page.getByLabel("Add a topic").fill("");

  for (const [at, name] of [
    [1, "harbour-crane"],
    [2, "lighthouse"],
  ] as const) {
    await page.getByRole("button", { name: "Add a picture" }).click();
    await page.getByLabel(`Address of picture ${at}`).fill(`/sample/images/${name}.svg`);
    await page.getByLabel(`Text for who can’t see it of picture ${at}`).fill(name);
  }
  await page.getByRole("button", { name: "Make picture 2 lead" }).click();
  await expect(page.getByLabel("Address of picture 1")).toHaveValue("/sample/images/lighthouse.svg");

  await page.getByLabel("Quality", { exact: true }).fill("88");
  await expect(page.getByText("computed, 88°")).toBeVisible();
  await page.getByLabel("Heat", { exact: true }).fill("120");
  await expect(page.getByText(/^set by hand/)).toBeVisible();
  await page.getByLabel("Note of correction").fill("It was one bilby.");
  await press(page, "Control+s");
  await saved(page);
  await expect(bar(page)).toHaveText("");

  const row = await rowOf(id);
  expect(row).toMatchObject({
    title: "Two bilbies dig at a termite mound",
    excerpt: "Fish &amp; chips.",
    originalUrl: "https://bilby.example/original",
    type: "video",
    category: "animals",
    quality: 88,
    heat: 120,
    heatGiven: 120,
    correction: "It was one bilby.",
    publishedAt: PUBLISHED,
  });
  expect(row?.images.map(({ url, title }) => [url, title])).toEqual([
    ["/sample/images/lighthouse.svg", "lighthouse"],
    ["/sample/images/harbour-crane.svg", "harbour-crane"],
  ]);
  await page.reload();
  await expect(page.getByText("The Wallaby, wallaby.example")).toBeVisible();
  await expect(page.getByRole("list", { name: "Chosen topics" }).getByRole("listitem")).toContainText([
    "Bilbies",
    "Numbats",
  ]);
});

test("what is wrong is said at its field, and nothing is saved; discarding brings back what was", async ({ page }) => {
  const { id } = await anArticle();
  await signIn(page);
  await open(page, id);
  await page.getByLabel("Title", { exact: true }).fill(" ");
  await page.getByLabel("Quality", { exact: true }).fill("eighty");
  await page.getByRole("button", { name: "Save", exact: false }).last().click();
  await expect(page.getByText("Title must not be empty.").first()).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toBeFocused();
  await expect(page.getByText(/^Quality must be a whole number/).first()).toBeVisible();
  expect(await rowOf(id)).toMatchObject({ version: 1 });
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("70");
  await page.getByLabel("Category", { exact: true }).fill("unsaved");
  const warned = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  expect((await warned).type()).toBe("beforeunload");
  await (await warned).accept();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("fields are saved, a second editor is told, and history has its ways back", async ({ page }) => {
    const { id } = await anArticle();
    await signIn(page);
    await open(page, id);
    await page.getByLabel("Title", { exact: true }).fill("Without a script");
    await page.getByLabel("Topics, one a line").fill("Numbats\nBilbies");
    await page.getByLabel("Live until").fill("2031-01-01T00:00");
    await page.getByLabel("Address of picture 1").fill("/sample/images/loom.svg");
    await page.getByLabel("Quality", { exact: true }).press("Enter");
    await expect(page.getByText("Saved.")).toBeVisible();
    expect(await rowOf(id)).toMatchObject({
      title: "Without a script",
      liveUntil: new Date("2031-01-01T00:00:00Z"),
      images: [{ url: "/sample/images/loom.svg" }],
      version: 2,
    });
    await open(page, id);
    await expect(page.getByLabel("Topics, one a line")).toHaveValue(/^Numbats\r?\nBilbies$/);
    await page.getByLabel("Title", { exact: true }).fill("Mine");
    await withDatabase((db) => db.update(article).set({ excerpt: "Theirs", version: 3 }).where(eq(article.id, id)));
    await page.getByRole("button", { name: /^Save/ }).last().click();
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was saved" })).toBeVisible();
    await page.getByRole("button", { name: "Save what I changed" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    expect(await rowOf(id)).toMatchObject({ title: "Mine", excerpt: "Theirs", version: 4 });

    await history(page).first().getByRole("button", { name: "Undo" }).click();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Without a script");
  });
});
