/** Stories, as an editor makes them: by keyboard, by mouse, and without JavaScript. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { inArray, like } from "drizzle-orm";
import { article, provider } from "../db/schema";
import { changeArticles } from "../lib/publishing/change";
import { indexArticles } from "../lib/search/index-articles";
import { mergeIntoStory } from "../lib/story/change";
import { isReady, press } from "./press";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const HOUR_MS = 3_600_000;
const how = { by: { id: null, name: "test" }, now: new Date() };

type Given = { title: string; state?: "queued" | "published"; quality?: number | null };

/** Articles of papers of their own, an hour apart, newest first. With `together` they are a story. */
function seed(name: string, given: Given[], { together = false } = {}): Promise<{ id: number; slug: string }[]> {
  return withDatabase(async (db) => {
    const papers = given.map((_, at) => ({ domain: `${name}${at}.example`, name: `${name} paper ${at + 1}` }));
    await db.insert(provider).values(papers).onConflictDoNothing();
    const known = await db
      .select()
      .from(provider)
      .where(like(provider.domain, `${name}%.example`));
    const rows = given.map(({ title, state = "published", quality = 60 }, at) => ({
      slug: `2026-11-20-${name}-${Date.now()}-${at}`,
      state,
      title,
      quality,
      heat: quality,
      publishedAt: new Date(Date.now() - (at + 30) * HOUR_MS),
      webUrl: `https://${name}${at}.example/${Date.now()}`,
      providerId: known.find(({ domain }) => domain === `${name}${at}.example`)?.id ?? 0,
    }));
    const made = await db.insert(article).values(rows).returning({ id: article.id, slug: article.slug });
    const ids = made.map(({ id }) => id);
    seeded.push(...ids);
    await indexArticles(db, ids);
    if (together) await mergeIntoStory(db, ids, how);
    return made.map(({ id, slug }) => ({ id, slug: slug as string }));
  });
}
const seeded: number[] = [];

// Other specs count on what readers see.
test.afterAll(() =>
  withDatabase(async (db) => {
    const left = await db.select({ id: article.id }).from(article).where(inArray(article.id, seeded));
    const edits = left.map(({ id }) => ({ id, changes: { state: "unpublished" as const } }));
    await changeArticles(db, { edits, ...how });
  }),
);

const stories = async (page: Page, path = "/admin/stories") => {
  await signIn(page);
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
};
const toast = (page: Page) =>
  page.getByRole("status").filter({ has: page.getByRole("button", { name: /Undo|Close/ }) });
const member = (page: Page, title: string) =>
  page.getByRole("list", { name: "Articles of the story" }).getByRole("listitem").filter({ hasText: title });
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

test("by mouse: move coverage to another story, and split a pair; what ends is told before", async ({ page }) => {
  await seed(
    "numbat",
    [
      { title: "Numbat returns to Dryandra after forty years", quality: 75 },
      { title: "Termites, and who eats them", quality: 55 },
    ],
    { together: true },
  );
  await seed("termite", [{ title: "Termite mounds of Pilbara are older than thought", quality: 66 }]);
  await stories(page, "/admin/stories?q=numbat+dryandra");
  await page
    .getByRole("list", { name: "Stories" })
    .getByRole("link", { name: /^Numbat returns/ })
    .first()
    .click();
  await expect(member(page, "Termites, and who")).toBeVisible();
  await isReady(page);
  await member(page, "Termites, and who").getByRole("checkbox").check();
  await expect(page.getByText(/^The story ends: one article is left\. Alone it has 55°\./)).toBeVisible();
  await page.getByRole("button", { name: /^Move to another story/ }).click();
  const dialog = page.getByRole("dialog", { name: "Move 1 article" });
  await dialog.getByLabel("Search by title").fill("termite mounds");
  await expect(dialog.getByText(/There: A story of 2 articles.*Heat rises from 66° to 76°/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Move there Termite mounds/ }).click();
  await expect(toast(page)).toContainText("Moved: 1 article.");
  await expect(page).toHaveURL("/admin/stories");
  await toast(page).getByRole("button", { name: /Undo/ }).click();
  await expect(toast(page)).toContainText("Taken back.");
  await page.goto("/admin/stories?q=numbat+dryandra");
  await expect(page.getByRole("list", { name: "Stories" })).toContainText("Termites, and who eats them");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a lead is chosen, and an article split off", async ({ page }) => {
    await seed(
      "dunnart",
      [
        { title: "Dunnart found alive on Kangaroo island", quality: 80 },
        { title: "On Kangaroo island a dunnart lives", quality: 70 },
        { title: "What dunnarts eat", quality: 50 },
      ],
      { together: true },
    );
    await stories(page, "/admin/stories?q=dunnart");
    await page.getByRole("link", { name: "Dunnart found alive on Kangaroo island" }).first().click();
    await page.getByRole("button", { name: /^Choose as lead/ }).click();
    await expect(page.getByText("Tick an article first.")).toBeVisible();
    await page.getByRole("checkbox", { name: /^Mark On Kangaroo/ }).check();
    await page.getByRole("button", { name: /^Choose as lead/ }).click();
    await expect(member(page, "a dunnart lives")).toContainText("lead, chosen");
    await page.getByRole("checkbox", { name: /^Mark What dunnarts/ }).check();
    await page.getByRole("button", { name: /^Split off/ }).click();
    await expect(member(page, "What dunnarts")).toHaveCount(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const name = `kowari${colorScheme}`;
    await seed(
      name,
      [{ title: `Kowari ${colorScheme} seen at Diamantina` }, { title: `At Diamantina a kowari ${colorScheme}` }],
      { together: true },
    );
    await seed(`${name}two`, [
      { title: `Diamantina river rises to nine metres ${colorScheme}` },
      { title: `Nine metres: Diamantina river ${colorScheme} rises` },
    ]);
    await stories(page);
    await expect(page.getByRole("heading", { name: /^Probably one story/ }).first()).toBeVisible();
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
    };
    await check();
    await page.goto(`/admin/stories?q=kowari+${colorScheme}`);
    await page.getByRole("list", { name: "Stories" }).getByRole("link").first().click();
    await expect(page.getByRole("list", { name: "Articles of the story" })).toBeVisible();
    await check();
    await press(page, "a");
    await page.keyboard.type("diamantina");
    await expect(page.getByRole("dialog").getByRole("button", { name: /^Join/ }).first()).toBeVisible();
    await check();
  });
}
