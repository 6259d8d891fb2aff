/** Topics in the newsroom. All of them have names that no other test uses, and are taken back at the end. */
import { expect, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { anArticle } from "../db/testing/seed";
import { expectNothingOfAxe, toast } from "./names-page";
import { press } from "./press";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const clear = () =>
  withDatabase(async (db) => {
    await removeArticles(db, sql`web_url like 'https://zebra.example/%'`);
    await db.execute(sql`delete from topic where id like 'zebra%'`);
    await db.execute(sql`delete from provider where domain = 'zebra.example'`);
  });

test.beforeEach(async ({ page }) => {
  await clear();
  await withDatabase(async (db) => {
    for (const topic of ["Zebra stripes", "Zebra hooves"]) {
      // Long ago, so that no list of other tests shows them first.
      const slug = `1999-01-01-${topic.toLowerCase().replace(" ", "-")}`;
      const webUrl = `https://zebra.example/${slug}`;
      await anArticle(db, {
        domain: "zebra.example",
        topics: [topic],
        slug,
        webUrl,
        publishedAt: new Date("1999-01-01"),
      });
    }
  });
  await signIn(page);
});
test.afterAll(clear);

const open = async (page: Page, name: string) => {
  await page.goto(`/admin/topics?q=${encodeURIComponent(name)}`);
  await page.getByRole("list", { name: "Topics" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
};
const form = (page: Page) => page.getByRole("form", { name: "Edit topic" });

test("a topic is made, found by its keywords, and taken back by keyboard alone", async ({ page }) => {
  await page.goto("/admin/topics");
  await press(page, "n");
  await page.keyboard.type("Zebra crossings");
  await press(page, "Enter");
  await expect(page).toHaveURL("/admin/topics/zebra-crossings");
  await expect(toast(page, "Made: Zebra crossings.")).toBeVisible();
  await form(page).getByLabel("Keywords").fill("pedestrian\nbelisha beacon");
  await press(page, "Control+s");
  await expect(toast(page, "Saved.")).toBeVisible();
  await page.goto("/admin/topics?q=belisha");
  await press(page, "j");
  await press(page, "Enter");
  await expect(page).toHaveURL("/admin/topics/zebra-crossings");
  await page.getByRole("button", { name: "Remove Zebra crossings" }).press("Enter");
  await expect(toast(page, "Removed: Zebra crossings.")).toBeVisible();
  await press(page, "z");
  await expect(toast(page, /^Taken back\./)).toBeVisible();
  await page.goto("/admin/topics/zebra-crossings");
  await expect(form(page).getByLabel("Keywords")).toHaveValue("pedestrian\nbelisha beacon");
});

test("another name and address show on public pages at once, and the old address leads there", async ({
  page,
  request,
}) => {
  await page.goto("/topic/zebra-stripes");
  await open(page, "Zebra stripes");
  await form(page).getByLabel("Name", { exact: true }).fill("Zebra lines");
  await form(page).getByLabel("Address").fill("zebra-lines");
  await expect(page.getByText("Changed: name, address")).toBeVisible();
  await form(page).getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL("/admin/topics/zebra-lines");
  const old = await request.get("/topic/zebra-stripes", { maxRedirects: 0 });
  expect([old.status(), old.headers().location]).toEqual([308, "/topic/zebra-lines"]);
  const article = await (await request.get("/news/1999-01-01-zebra-stripes")).text();
  expect(article).toContain("Zebra lines");
  // An engine beside Postgres hears of it within a second.
  const found = async () => {
    const { hits } = await (await request.get("/api/v1/search?q=topic:zebra-stripes")).json();
    return hits.map(({ slug }: { slug: string }) => slug);
  };
  await expect.poll(found).toContain("1999-01-01-zebra-stripes");
  await page.goto("/admin/topics/zebra-stripes");
  await expect(page).toHaveURL("/admin/topics/zebra-lines");
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect(toast(page, /^Taken back\./)).toBeVisible();
  await expect(page).toHaveURL("/admin/topics/zebra-stripes");
  expect((await request.get("/topic/zebra-stripes", { maxRedirects: 0 })).status()).toBe(200);
  expect((await request.get("/topic/zebra-lines", { maxRedirects: 0 })).status()).toBe(308);
});

test("a merge moves the articles, and taking it back brings them home", async ({ page, request }) => {
  const count = async (id: string) =>
    (await (await request.get(`/topic/${id}`)).text()).match(/<article/g)?.length ?? 0;
  await open(page, "Zebra hooves");
  await page.getByLabel("Into", { exact: true }).selectOption({ label: "Zebra stripes" });
  await page.getByRole("button", { name: "Merge" }).click();
  await expect(page).toHaveURL("/admin/topics/zebra-stripes");
  await expect(toast(page, "Merged: Zebra hooves, with 1 article.")).toBeVisible();
  expect(await count("zebra-stripes")).toBe(2);
  expect((await request.get("/topic/zebra-hooves", { maxRedirects: 0 })).headers().location).toBe(
    "/topic/zebra-stripes",
  );
  await page.getByRole("button", { name: "Undo Z" }).click();
  await expect(toast(page, /^Taken back\./)).toBeVisible();
  expect([await count("zebra-stripes"), await count("zebra-hooves")]).toEqual([1, 1]);
});

test("what can't be is said at its field, and nothing typed is lost", async ({ page }) => {
  await open(page, "Zebra stripes");
  await form(page).getByLabel("Short name").fill("Stripes");
  await form(page).getByLabel("Address").fill("page");
  await press(page, "Enter");
  await expect(form(page).getByText("Address is reserved for another page")).toBeVisible();
  await expect(form(page).getByLabel("Short name")).toHaveValue("Stripes");
  await form(page).getByLabel("Address").fill("zebra-hooves");
  await press(page, "Enter");
  await expect(form(page).getByText("Address is that of another topic, Zebra hooves")).toBeVisible();
});

test("the second of two editors is told what the first changed, and chooses", async ({ page, context }) => {
  await open(page, "Zebra stripes");
  const other = await context.newPage();
  await open(other, "Zebra stripes");
  await form(other).getByLabel("Keywords").fill("equine");
  await form(other).getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Saved.")).toBeVisible();
  await form(page).getByLabel("Short name").fill("Stripes");
  await form(page).getByRole("button", { name: "Save" }).click();
  const told = page.getByRole("alert").filter({ hasText: "Somebody else changed this meanwhile" });
  await expect(told).toContainText("equine");
  await told.getByRole("button", { name: "Save mine over it" }).click();
  await expect(toast(page, "Saved.")).toBeVisible();
  await expect(form(page).getByLabel("Keywords")).toHaveValue("equine");
  await expect(form(page).getByLabel("Short name")).toHaveValue("Stripes");
});

test("what of the sample content would go is told before the button shows", async ({ page }) => {
  await page.goto("/admin/topics");
  const box = page.getByRole("form", { name: "Remove the sample content" });
  await expect(box.getByRole("button")).toBeHidden();
  await box.getByText("See what would go").click();
  await expect(box.getByRole("button", { name: /^Remove \d+ sample articles for good$/ })).toBeVisible();
  await expect(box.getByText("The Tailwater").or(box.getByText("Buildlog")).first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/admin/topics");
    await page.getByText("New topic").click();
    await page.getByText("See what would go").click();
    await expectNothingOfAxe(page);
    await open(page, "Zebra stripes");
    await form(page).getByLabel("Address").fill("page");
    await press(page, "Enter");
    await expect(form(page).getByText("Address is reserved")).toBeVisible();
    await expectNothingOfAxe(page);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a topic is changed and taken back, too", async ({ page }) => {
    await open(page, "Zebra stripes");
    await form(page).getByLabel("Keywords").fill("equine");
    await form(page).getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await expect(form(page).getByLabel("Keywords")).toHaveValue("");
  });
});
