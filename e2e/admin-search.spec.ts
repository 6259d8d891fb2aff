/** What the newsroom knows and says about search. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { eq, like } from "drizzle-orm";
import { searchLog, searchSynonym, user } from "../db/schema";
import { createUser } from "../lib/people/users";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

const PASSWORD = "quite another horse";
const STAFF = { email: "desk@gazette.example", password: PASSWORD, role: "editor" } as const;
const today = new Date().toISOString().slice(0, 10);

test.beforeAll(() =>
  withDatabase(async (db) => {
    await db.delete(searchSynonym);
    await db.delete(searchLog).where(like(searchLog.query, "numbat%"));
    await db.insert(searchLog).values([
      { query: "numbat five", day: today, searches: 5, nothing: 4 },
      { query: "numbat four", day: today, searches: 4, nothing: 4 },
      { query: "numbat nowhere", day: today, searches: 6, nothing: 6 },
    ]);
    const known = await db.select().from(user).where(eq(user.email, STAFF.email));
    if (known.length === 0) await createUser(db, STAFF, { id: null, name: "test" });
  }),
);

const room = async (page: Page) => {
  await signIn(page);
  await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "Search" }).click();
  await expect(page).toHaveURL("/admin/search");
  await expect(page.getByRole("navigation", { name: "Newsroom" }).getByText("Search")).toHaveAttribute(
    "aria-current",
    "page",
  );
};
const synonyms = (page: Page) => page.getByRole("list", { name: "Synonyms" }).getByRole("listitem");

test("synonyms are added, refused, removed and added again", async ({ page }) => {
  await room(page);
  const words = page.getByLabel("Words that mean the same");
  const group = synonyms(page).filter({ hasText: "numbat, banded anteater" });
  await words.fill("numbat");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("Give at least two")).toBeVisible();
  await expect(words).toHaveValue("numbat");
  await words.fill("numbat, banded anteater");
  await words.press("Enter");
  await expect(group).toBeVisible();
  await expect(words).toHaveValue("");
  await page.reload();
  await expect(group).toBeVisible();
  await page.getByRole("button", { name: "Remove numbat, banded anteater" }).click();
  await expect(group).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add it again" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(group).toBeVisible();
  await expect(page.getByRole("button", { name: "Add it again" })).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("synonyms are added, refused, removed and added again, too", async ({ page }) => {
    await room(page);
    const words = page.getByLabel("Words that mean the same");
    await words.fill("quoll");
    await words.press("Enter");
    await expect(page.getByText("Give at least two")).toBeVisible();
    await expect(words).toHaveValue("quoll");
    await words.fill("quoll, native cat");
    await words.press("Enter");
    await expect(synonyms(page).filter({ hasText: "quoll, native cat" })).toBeVisible();
    await page.getByRole("button", { name: "Remove quoll, native cat" }).click();
    await expect(synonyms(page).filter({ hasText: "quoll" })).toHaveCount(0);
    await page.getByRole("button", { name: "Add it again" }).click();
    await expect(synonyms(page).filter({ hasText: "quoll, native cat" })).toBeVisible();
  });
});

test("what readers searched for shows from five times up, and a miss becomes a synonym", async ({ page }) => {
  await room(page);
  const searched = page.getByRole("region", { name: /^Searched for/ });
  const missed = page.getByRole("region", { name: /^Found nothing/ });
  await expect(searched.getByRole("link", { name: "numbat five" })).toHaveAttribute("href", "/search?q=numbat+five");
  await expect(missed.getByRole("link", { name: "numbat nowhere", exact: true })).toBeVisible();
  await expect(missed.getByRole("link", { name: "numbat five", exact: true })).toHaveCount(0);
  await expect(page.getByText("numbat four")).toHaveCount(0);
  await missed.getByRole("link", { name: "Make a synonym for numbat nowhere" }).click();
  await expect(page.getByLabel("Words that mean the same")).toHaveValue("numbat nowhere, ");
  await expect(page.getByLabel("Words that mean the same")).toBeFocused();
});

test("an admin may rebuild what there is to rebuild, in two steps", async ({ page }) => {
  await room(page);
  const engines = await page.getByRole("region", { name: /^Meilisearch at/ }).count();
  const button = page.getByRole("button", { name: "Rebuild now" });
  if (engines === 0) return expect(page.getByText("MEILISEARCH_URL")).toBeVisible();
  await expect(button).toBeHidden();
  await page.getByText("Rebuild the index").click();
  await button.click();
  await expect(page.getByText("A rebuild was asked for").or(page.getByRole("progressbar"))).toBeVisible();
});

test("an editor sees the page, and has no button that is an admin's", async ({ page }) => {
  await page.goto("/admin/search");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fsearch/);
  await page.getByLabel("E-mail").fill(STAFF.email);
  await page.getByLabel("Password", { exact: true }).fill(STAFF.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL("/admin/search");
  await expect(page.getByText(/answers searches/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add", exact: true })).toBeVisible();
  await expect(page.getByText(/Rebuild the index|Try all again/)).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await room(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0);
    }
  });
}
