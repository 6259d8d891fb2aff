/** The form of an article: every field, two editors at once, history, new articles, takedown. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { eq, inArray, sql } from "drizzle-orm";
import { article, provider, topic } from "../db/schema";
import { openStories } from "../db/stories-write";
import { press } from "./press";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const DOMAIN = "bilby.example";
const TOPICS = [
  { id: "bilbies", name: "Bilbies", keywords: ["burrow"] },
  { id: "numbats", name: "Numbats", keywords: ["termite mound"] },
];
/** So old that it is on no list that other tests look at. */
const PUBLISHED = new Date("2011-03-04T05:06:07Z");

let counter = 0;
const made: number[] = [];

/** An article of our own: unpublished ones are seen by nobody. */
async function anArticle(given: Partial<typeof article.$inferInsert> = {}): Promise<{ id: number; slug: string }> {
  counter += 1;
  const slug = `2011-03-04-bilby-${test.info().project.name}-${process.pid}-${counter}`;
  return withDatabase(async (db) => {
    await db.insert(topic).values(TOPICS).onConflictDoNothing();
    await db.insert(provider).values({ domain: DOMAIN, name: "The Bilby" }).onConflictDoNothing();
    const [by] = await db.select().from(provider).where(eq(provider.domain, DOMAIN));
    const row = {
      slug,
      state: "unpublished" as const,
      title: `A bilby digs ${counter}`,
      excerpt: "It digs a burrow.",
      publishedAt: PUBLISHED,
      webUrl: `https://${DOMAIN}/${slug}`,
      providerId: by?.id ?? 0,
      quality: 70,
      heat: 70,
      ...given,
    };
    const [inserted] = await db.insert(article).values(row).returning({ id: article.id });
    made.push(inserted?.id ?? 0);
    return { id: inserted?.id ?? 0, slug };
  });
}

const rowOf = (id: number) =>
  withDatabase(async (db) => (await db.select().from(article).where(eq(article.id, id)))[0]);

test.afterAll(() =>
  withDatabase(async (db) => {
    await removeArticles(db, inArray(article.id, made));
    await db.execute(sql`delete from topic where id in ${TOPICS.map(({ id }) => id)}
      and not exists (select 1 from article_topic where topic_id = topic.id)`);
    await db.execute(sql`delete from provider where domain in (${DOMAIN}, 'wallaby.example')
      and not exists (select 1 from article where provider_id = provider.id)`);
  }),
);

const open = async (page: Page, id: number) => {
  await page.goto(`/admin/articles/${id}`);
  await expect(page.getByRole("form", { name: "Edit article" })).toBeVisible();
};
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved." }).first()).toBeVisible();
const bar = (page: Page) => page.locator(".savebar").getByRole("status");
const history = (page: Page) => page.getByRole("region", { name: /^History/ }).getByRole("listitem");

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
  await expect(preview).toContainText(`Source: https://${DOMAIN}/${slug}`);
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

test("of two editors the second is told, chooses, and nobody's work is lost", async ({ page, browser, baseURL }) => {
  const { id } = await anArticle();
  const other = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signIn(page);
  await signIn(other);

  await test.step("what fits together is merged in one press", async () => {
    await open(page, id);
    await open(other, id);
    await other.getByLabel("Excerpt", { exact: true }).fill("Their excerpt.");
    await other.keyboard.press("Control+s");
    await saved(other);
    await page.getByLabel("Title", { exact: true }).fill("My title");
    await press(page, "Control+s");
    const clash = page.getByRole("alert").filter({ hasText: "changed excerpt" });
    await expect(clash).toContainText("while you changed title");
    expect(await rowOf(id)).toMatchObject({ excerpt: "Their excerpt.", version: 2 });
    await clash.getByRole("button", { name: "Keep both" }).click();
    await expect(page.getByLabel("Excerpt", { exact: true })).toHaveValue("Their excerpt.");
    await press(page, "Control+s");
    await saved(page);
    expect(await rowOf(id)).toMatchObject({ title: "My title", excerpt: "Their excerpt.", version: 3 });
  });

  await test.step("where both changed the same, each field is chosen", async () => {
    await open(page, id);
    await open(other, id);
    await other.getByLabel("Title", { exact: true }).fill("Their title");
    await other.getByLabel("Excerpt", { exact: true }).fill("Their second excerpt.");
    await other.keyboard.press("Control+s");
    await saved(other);
    await page.getByLabel("Title", { exact: true }).fill("My second title");
    await page.getByLabel("Excerpt", { exact: true }).fill("My second excerpt.");
    // Noticed before saving, as the window comes to the front.
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    const clash = page.getByRole("alert").filter({ hasText: "nothing of theirs is overwritten" });
    await clash.getByRole("group", { name: "Title" }).getByRole("radio", { name: /^Mine/ }).check();
    await clash.getByRole("button", { name: "Use what is chosen" }).click();
    await expect(page.getByLabel("Excerpt", { exact: true })).toHaveValue("Their second excerpt.");
    await press(page, "Control+s");
    await saved(page);
    expect(await rowOf(id)).toMatchObject({ title: "My second title", excerpt: "Their second excerpt." });
  });

  await test.step("or all of theirs is taken", async () => {
    await open(other, id);
    await other.getByLabel("Title", { exact: true }).fill("Their last title");
    await page.getByLabel("Title", { exact: true }).fill("My last title");
    await other.keyboard.press("Control+s");
    await saved(other);
    await press(page, "Control+s");
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Their last title");
    await expect(bar(page)).not.toContainText("change:");
  });
  await other.context().close();
});

test("a changed address leads on, a schedule opens and ends it, and a correction shows on its page", async ({
  page,
  request,
}) => {
  const { id, slug } = await anArticle({ state: "published", correction: "It was a bilby.", correctedAt: new Date() });
  await signIn(page);
  await open(page, id);
  const renamed = `${slug}-again`;
  await page.getByLabel("Address", { exact: true }).fill(renamed);
  await press(page, "Control+s");
  await saved(page);
  const moved = await request.get(`/news/${slug}`, { maxRedirects: 0 });
  expect([301, 308]).toContain(moved.status());
  expect(moved.headers().location).toContain(renamed);
  expect(await (await request.get(`/news/${renamed}`)).text()).toContain("It was a bilby.");

  await expect(page.getByRole("region", { name: /^Schedule/ })).toContainText("UTC");
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel("Live until").fill(inHours(-24));
  await press(page, "Control+s");
  await expect(page.getByText(/^Ended/).first()).toBeVisible();
  await expect.poll(async () => (await request.get(`/news/${renamed}`)).status()).toBe(410);
  await page.getByLabel("Live until").fill(inHours(24));
  await press(page, "Control+s");
  await expect.poll(async () => (await request.get(`/news/${renamed}`)).status()).toBe(200);
  await page.getByLabel("Live from").fill(inHours(48));
  await page.getByRole("button", { name: /^Save/ }).last().click();
  await expect(page.getByText("Live until must be after the beginning.").first()).toBeVisible();
});

test.describe("in another time zone", () => {
  test.use({ timezoneId: "America/Halifax" });
  test("the schedule is in the editor's, or the site's by choice", async ({ page }) => {
    const { id } = await anArticle({ liveUntil: new Date("2031-01-01T00:00:00Z") });
    await signIn(page);
    await open(page, id);
    await expect(page.getByLabel("Live until")).toHaveValue("2030-12-31T20:00");
    await page.getByLabel("Time zone").selectOption("UTC");
    await expect(page.getByLabel("Live until")).toHaveValue("2031-01-01T00:00");
    await expect(bar(page)).toHaveText("");
    await page.getByLabel("Time zone").selectOption("America/Halifax");
    await page.getByLabel("Live until").fill("2031-01-01T20:00");
    await press(page, "Control+s");
    await saved(page);
    expect((await rowOf(id))?.liveUntil).toEqual(new Date("2031-01-02T00:00:00Z"));
  });
});

test("history tells the words that changed, takes a line back, and restores an earlier version", async ({ page }) => {
  const { id } = await anArticle();
  await signIn(page);
  await open(page, id);
  const title = page.getByLabel("Title", { exact: true });
  const was = await title.inputValue();
  await title.fill(`${was} deeper`);
  await press(page, "Control+s");
  await expect(history(page)).toHaveCount(1);
  await expect(history(page).first().locator("ins")).toContainText("deeper");
  await page.getByLabel("Quality", { exact: true }).fill("91");
  await press(page, "Control+s");
  await expect(history(page).first()).toContainText("Quality 70 became 91");

  await history(page).first().getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("70");
  await expect(history(page).nth(1)).toContainText("taken back");
  await expect(history(page).nth(1).getByRole("button", { name: "Undo" })).toHaveCount(0);
  await history(page).nth(1).getByRole("button", { name: "Restore" }).click();
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("91");
  // Z takes the last act back, from wherever nothing is typed.
  await page.getByRole("button", { name: "Feed", exact: true }).focus();
  await press(page, "z");
  await expect(page.getByLabel("Quality", { exact: true })).toHaveValue("70");
});

test("publishing below the minimum asks once, and the states lead to one another", async ({ page, request }) => {
  const { id, slug } = await anArticle({ state: "queued", quality: 12, heat: 12 });
  await signIn(page);
  await open(page, id);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("button", { name: "Publish anyway" }).click();
  await expect(page.getByRole("button", { name: "Unpublish" })).toBeVisible();
  expect((await request.get(`/news/${slug}`)).status()).toBe(200);
  await page.getByRole("button", { name: "Back to the queue" }).click();
  await expect(page.getByRole("button", { name: "Leave out" })).toBeVisible();
  expect((await request.get(`/news/${slug}`)).status()).toBe(410);
  await page.getByRole("button", { name: "Leave out" }).click();
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
});

test("an article is split from its story", async ({ page }) => {
  const storyId = await withDatabase(async (db) => (await openStories(db, 1))[0] ?? null);
  const { id } = await anArticle({ storyId, isCoverage: true, heat: -1 });
  await anArticle({ storyId, isCoverage: true, heat: -1, quality: 90 });
  await signIn(page);
  await open(page, id);
  await expect(page.getByText(/^Coverage has no heat of its own/)).toBeVisible();
  await page.getByRole("button", { name: "Split from the story" }).click();
  await expect(page.getByRole("region", { name: /^Story/ })).toHaveCount(0);
  await expect(page.getByText("computed, 70°")).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect(page.getByRole("region", { name: /^Story/ })).toBeVisible();
});

test("a new article begins with its link; one that can't be read is typed in", async ({ page }) => {
  const { id, slug } = await anArticle();
  await signIn(page);
  await page.goto("/admin/articles/new");
  await page.getByLabel("Link to the article").fill(`http://127.0.0.1:9/${slug}`);
  await press(page, "Enter");
  await expect(page.getByText("Only the usual ports")).toBeVisible();
  await page.getByLabel("Link to the article").fill("http://127.0.0.1/");
  await press(page, "Enter");
  await expect(page.getByText("not one of the public internet")).toBeVisible();
  await expect(page.getByText("is an article already")).toHaveCount(0);
  await page.getByLabel("Link to the article").fill(`https://${DOMAIN}/${slug}`);
  await press(page, "Enter");
  await expect(page.getByText("This link is an article already.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: /A bilby digs/ })).toHaveAttribute(
    "href",
    `/admin/articles/${id}`,
  );

  const form = page.getByRole("form", { name: "New article" });
  await expect(form.getByLabel("Link to the original")).toHaveValue(`https://${DOMAIN}/${slug}`);
  await expect(form.getByLabel("Provider", { exact: true })).toHaveValue(DOMAIN);
  await press(page, "Control+s");
  await expect(page.getByText("Title must not be empty.").first()).toBeVisible();
  await form.getByLabel("Title", { exact: true }).fill("A second bilby");
  await form.getByLabel("Provider", { exact: true }).fill("the bilby");
  await form.getByLabel("Published", { exact: true }).fill("2011-05-06T07:08");
  await press(page, "Control+s");
  await expect(page).toHaveURL(/\/admin\/articles\/\d+$/);
  await expect(history(page)).toContainText(["Added by hand"]);
  await expect(page.getByText("2011-05-06-a-second-bilby").first()).toBeVisible();
  made.push(Number(page.url().split("/").at(-1)));
  await history(page).first().getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Unpublish" })).toHaveCount(0);
  await expect(page.locator(".edit-head")).toContainText("Unpublished");
});

test("a takedown wants the address typed, and leaves 410 at every address it had", async ({ page, request }) => {
  const { id, slug } = await anArticle({ state: "published" });
  await signIn(page);
  await open(page, id);
  expect((await request.get(`/news/${slug}`)).status()).toBe(200);
  await page.getByLabel("Address", { exact: true }).fill(`${slug}-new`);
  await press(page, "Control+s");
  await saved(page);
  await page.getByText("Delete it for good").click();
  await page.getByLabel(/^Type .* to confirm/).fill("anything");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("That is not its address.")).toBeVisible();
  await page.getByLabel(/^Type .* to confirm/).fill(`${slug}-new`);
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page).toHaveURL("/admin/articles");
  for (const address of [slug, `${slug}-new`]) expect((await request.get(`/news/${address}`)).status()).toBe(410);
  await page.goto(`/admin/articles/${id}`);
  await expect(page.getByRole("form", { name: "Edit article" })).toHaveCount(0);
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
      version: 2,
    });

    await open(page, id);
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

  test("a new article is made", async ({ page }) => {
    await signIn(page);
    await page.goto("/admin/articles/new?by=hand");
    await page.getByLabel("Title", { exact: true }).fill("Typed without a script");
    await page.getByLabel("Link to the original").fill("https://bilby.example/typed");
    await page.getByLabel("Provider", { exact: true }).fill(DOMAIN);
    await page.getByLabel("Published", { exact: true }).fill("2011-05-06T07:08");
    await page.getByRole("button", { name: "Put in the queue" }).last().click();
    await expect(page).toHaveURL(/\/admin\/articles\/\d+$/);
    made.push(Number(page.url().split("/").at(-1)));
    await expect(history(page)).toContainText(["Added by hand"]);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    test.slow();
    const { id } = await anArticle({ images: [{ url: "/sample/images/loom.svg", title: "A loom" }] });
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const path of [`/admin/articles/${id}`, "/admin/articles/new", "/admin/articles/new?by=hand"]) {
      await page.goto(path);
      if (path.endsWith(String(id))) {
        await page.getByText("Delete it for good").click();
        await page.getByLabel("Title", { exact: true }).fill("");
        await page.getByRole("button", { name: /^Save/ }).last().click();
        await expect(page.getByRole("alert").filter({ hasText: "marked fields" })).toBeVisible();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
        [],
      );
      for (const width of [320, 390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
          `${path} ${width} px`,
        ).toBe(0);
      }
    }
  });
}
