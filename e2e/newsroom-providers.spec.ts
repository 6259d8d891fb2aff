/** Providers in the newsroom. All of them have domains that no other test uses, and are taken back at the end. */
import { expect, type Page, test } from "@playwright/test";
import { sql } from "drizzle-orm";
import { provider } from "../db/schema";
import { anArticle } from "../db/testing/seed";
import { expectNothingOfAxe, toast } from "./names-page";
import { press } from "./press";
import { removeArticles } from "./remove-articles";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const clear = () =>
  withDatabase(async (db) => {
    await removeArticles(db, sql`provider_id in (select id from provider where domain like '%okapi.example')`);
    await db.execute(sql`delete from provider where domain like '%okapi.example'`);
  });

test.beforeEach(async ({ page }) => {
  await clear();
  await withDatabase(async (db) => {
    for (const domain of ["one.okapi.example", "two.okapi.example"]) {
      const name = `The ${domain.startsWith("one") ? "First" : "Second"} Okapi`;
      const [row] = await db.insert(provider).values({ domain, name }).returning();
      const slug = `1999-02-01-${domain.replaceAll(".", "-")}`;
      const webUrl = `https://${domain}/a`;
      await anArticle(db, { providerId: row?.id ?? 0, slug, webUrl, publishedAt: new Date("1999-02-01") });
    }
  });
  await signIn(page);
});
test.afterAll(clear);

const open = async (page: Page, name: string) => {
  await page.goto(`/admin/providers?q=${encodeURIComponent(name)}`);
  await page.getByRole("list", { name: "Providers" }).getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
};
const form = (page: Page) => page.getByRole("form", { name: "Edit provider" });

test("a provider is made, found and removed by keyboard alone", async ({ page }) => {
  await page.goto("/admin/providers");
  await press(page, "n");
  await page.keyboard.type("Okapi Weekly");
  await press(page, "Tab");
  await page.keyboard.type("https://weekly.okapi.example/about");
  await press(page, "Enter");
  await expect(page).toHaveURL("/admin/providers/weekly.okapi.example");
  await expect(toast(page, "Made: Okapi Weekly.")).toBeVisible();
  await page.goto("/admin/providers");
  await press(page, "/");
  await page.keyboard.type("weekly.okapi");
  await press(page, "Enter");
  await expect(page.getByRole("list", { name: "Providers" }).getByRole("listitem")).toHaveCount(1);
  await press(page, "Escape");
  await page.getByRole("heading", { level: 1 }).click();
  await press(page, "j");
  await press(page, "Enter");
  await page.getByRole("button", { name: "Remove Okapi Weekly" }).press("Enter");
  await expect(toast(page, "Removed: Okapi Weekly.")).toBeVisible();
  expect((await page.request.get("/provider/weekly.okapi.example")).status()).toBe(404);
});

test("name, logo and domain show on public pages at once, and the old domain leads there", async ({
  page,
  request,
}) => {
  await request.get("/provider/one.okapi.example");
  await open(page, "The First Okapi");
  await form(page).getByLabel("Name", { exact: true }).fill("The Forest Okapi");
  await form(page).getByLabel("Domain").fill("forest.okapi.example");
  await form(page).getByLabel("Description").fill("News from under the trees.");
  await form(page).getByLabel("Logo").fill("/sample/logos/buildlog.example.svg");
  await expect(form(page).getByRole("img", { name: "As it will look" })).toBeVisible();
  await press(page, "Control+s");
  await expect(page).toHaveURL("/admin/providers/forest.okapi.example");
  await expect(toast(page, "Saved.")).toBeVisible();
  const old = await request.get("/provider/one.okapi.example", { maxRedirects: 0 });
  expect([old.status(), old.headers().location]).toEqual([308, "/provider/forest.okapi.example"]);
  const shown = await (await request.get("/provider/forest.okapi.example")).text();
  for (const text of ["The Forest Okapi", "News from under the trees.", "buildlog.example.svg"]) {
    expect(shown).toContain(text);
  }
  expect(await (await request.get("/news/1999-02-01-one-okapi-example")).text()).toContain("The Forest Okapi");
  await press(page, "z");
  await expect(toast(page, /^Taken back\./)).toBeVisible();
  await expect(page).toHaveURL("/admin/providers/one.okapi.example");
  expect(await (await request.get("/provider/one.okapi.example")).text()).toContain("The First Okapi");
});

test("what is typed before the page's scripts have come is noticed", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", (route) => held.then(() => route.continue()));
  await page.goto("/admin/providers/one.okapi.example", { waitUntil: "commit" });
  await form(page).getByLabel("Logo").fill("/sample/logos/buildlog.example.svg");
  await expect(form(page).getByRole("img", { name: "As it will look" })).toHaveCount(0);
  release();
  await expect(form(page).getByRole("img", { name: "As it will look" })).toBeVisible();
});

test("a merge moves the articles, and taking it back brings them home", async ({ page, request }) => {
  const count = async (domain: string) =>
    (await (await request.get(`/provider/${domain}`)).text()).match(/<article/g)?.length ?? 0;
  await open(page, "The First Okapi");
  const into = page.getByLabel("Into", { exact: true });
  await into.fill("nobody.okapi.example");
  await into.press("Enter");
  await expect(page.getByText("Into is no provider's domain or name.")).toBeVisible();
  await into.fill("The Second Okapi");
  await into.press("Enter");
  await expect(page).toHaveURL("/admin/providers/two.okapi.example");
  await expect(toast(page, "Merged: The First Okapi, with 1 article.")).toBeVisible();
  expect(await count("two.okapi.example")).toBe(2);
  expect((await request.get("/provider/one.okapi.example", { maxRedirects: 0 })).status()).toBe(308);
  await page.getByRole("button", { name: "Undo Z" }).click();
  await expect(toast(page, /^Taken back\./)).toBeVisible();
  expect([await count("one.okapi.example"), await count("two.okapi.example")]).toEqual([1, 1]);
});

test("the second of two editors is told what the first changed", async ({ page, context }) => {
  await open(page, "The First Okapi");
  const other = await context.newPage();
  await open(other, "The First Okapi");
  await form(other).getByLabel("Description").fill("Since 1901.");
  await form(other).getByRole("button", { name: "Save" }).click();
  await expect(toast(other, "Saved.")).toBeVisible();
  await form(page).getByLabel("Name", { exact: true }).fill("Okapi");
  await form(page).getByRole("button", { name: "Save" }).click();
  const told = page.getByRole("alert").filter({ hasText: "Somebody else changed this meanwhile" });
  await expect(told).toContainText("Since 1901.");
  await told.getByRole("link", { name: "Load theirs" }).click();
  await expect(form(page).getByLabel("Description")).toHaveValue("Since 1901.");
  await expect(form(page).getByLabel("Name", { exact: true })).toHaveValue("The First Okapi");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto("/admin/providers");
    await page.getByText("New provider").click();
    await expectNothingOfAxe(page);
    await open(page, "The First Okapi");
    await expectNothingOfAxe(page);
  });
}
