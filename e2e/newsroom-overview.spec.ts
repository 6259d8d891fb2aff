/** The newsroom in figures. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, type Made, published, signInAsEditor, takenBack } from "./newsroom-desk";
import { signIn } from "./sign-in";

let made: Made[] = [];
test.beforeEach(async () => {
  made = await published(["An echidna counts", "An echidna counts again"], {
    domain: "echidna-times.example",
    quality: 98,
  });
});
test.afterEach(() => takenBack(made));

async function overview(page: Page) {
  await signIn(page);
  await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL("/admin/overview");
}

test("says what waits, and leads there", async ({ page }) => {
  await overview(page);
  const waiting = page.getByText("Waiting", { exact: true }).locator("xpath=following-sibling::dd");
  await expect(waiting.getByRole("link").first()).toHaveAttribute("href", "/admin");
  await expect(waiting).toContainText(/The oldest came|Everything is judged/);
  await expect(page.getByText("Put off", { exact: true })).toBeVisible();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
});

test("what is live is told by day in a sentence and a table, by keyboard", async ({ page }) => {
  await overview(page);
  const days = page.getByRole("region", { name: /^Live, by day/ });
  await expect(days).toContainText(/\d+ articles in 30 days, [\d.,]+ a day/);
  await days.getByText("Day by day").focus();
  await page.keyboard.press("Enter");
  const rows = days.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(31);
  expect(Number(await rows.nth(1).getByRole("cell").textContent())).toBeGreaterThanOrEqual(made.length);
});

test("a provider's share of the front page stands beside its share of what is live", async ({ page }) => {
  await overview(page);
  const row = page
    .getByRole("region", { name: /^Balance of the front page/ })
    .getByRole("row", { name: /echidna-times/ });
  await expect(row).toContainText("2 places");
  await expect(row.getByRole("cell").nth(2)).toContainText(/^([+−]\d+|even)$/);
});

test("the state of each part stands in words", async ({ page }) => {
  await overview(page);
  const status = page.getByRole("region", { name: /^Status/ });
  await expect(status).toContainText(/all is well|parts need a look/);
  await expect(status.getByRole("row", { name: /^Database/ })).toContainText(/Works.*Postgres \d+/);
  await expect(status.getByRole("row", { name: /^Worker/ })).toContainText(/Works.*seen \d+ s ago/);
  await expect(status.getByRole("row", { name: /^Kept pages/ })).toContainText(
    /\d+ pages, feeds and answers, [\d,]+ of [\d,]+ MB/,
  );
  await expect(status.getByRole("row", { name: /^This process/ })).toContainText(/runs for .* takes [\d,]+ MB/);
});

test("what was done today is counted by person", async ({ page }) => {
  await signInAsEditor(page, "/admin/overview");
  const done = page.getByRole("region", { name: /^Done today/ });
  await page.evaluate(
    (id) =>
      fetch("/api/newsroom/articles", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ edits: [{ id, changes: { quality: Math.floor(Math.random() * 1000) } }] }),
      }),
    made[0]?.id,
  );
  await page.reload();
  const row = done.getByRole("row", { name: /front-desk@gazette\.example/ });
  expect(Number(await row.getByRole("cell").nth(2).textContent())).toBeGreaterThanOrEqual(1);
});

test("axe finds nothing, and nothing is too wide", async ({ page }) => {
  await overview(page);
  await page.getByText("Day by day").click();
  await expectAccessible(page);
});
