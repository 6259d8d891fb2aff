/** The front page desk: what editors do to the front page, and what readers see of it. */
import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, type Made, published, takenBack } from "./newsroom-desk";
import { press } from "./press";
import { signIn } from "./sign-in";

/** Far down, where no other test looks. */
const PLACE = 28;
let made: Made[] = [];

test.beforeEach(async () => {
  made = await published(["A quokka on the front desk", "A bilby below the fold"], { quality: 97 });
});
test.afterEach(() => takenBack(made));

async function desk(page: Page) {
  await signIn(page);
  await page.goto("/admin/front");
  // Keys work once the scripts do.
  await expect(page.locator("html[data-js]")).toHaveCount(1);
}
const list = (page: Page) => page.getByRole("list", { name: "Front page, in order" });
const row = (page: Page, { title }: Made) =>
  list(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: title }) });
const only = () => made[0] as Made;

/** Places of an article on the front page as readers get it. */
async function places(page: Page, { title }: Made): Promise<number[]> {
  const html = await (await page.request.get("/")).text();
  const titles = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "text/html");
    return [...document.querySelectorAll("main article :is(h2, h3) a")].map((link) => link.textContent);
  }, html);
  return titles.flatMap((one, index) => (one === title ? [index + 1] : []));
}

test("by keys: pinned, moved, taken back, unpinned, hidden and shown again", async ({ page }) => {
  await desk(page);
  const one = only();
  await press(page, "j");
  await expect(list(page).getByRole("listitem").first().getByRole("link")).toBeFocused();
  await row(page, one).getByRole("link").focus();

  await press(page, "p");
  const dialog = page.getByRole("dialog", { name: `Pin ${one.title}` });
  await expect(dialog.getByLabel("Place, 1 to 30")).toBeFocused();
  await press(page, "ControlOrMeta+a");
  await page.keyboard.type(String(PLACE));
  await press(page, "Enter");
  await expect(page.getByRole("status").getByText(`Pinned to place ${PLACE}`)).toBeVisible();
  await expect(row(page, one)).toContainText(`Pinned to ${PLACE} until`);
  expect(await places(page, one)).toEqual([PLACE]);
  await expect(row(page, one).getByRole("link")).toBeFocused();

  await press(page, "ArrowUp");
  await expect(page.getByRole("status").getByText(`Pinned to place ${PLACE - 1}`)).toBeVisible();
  expect(await places(page, one)).toEqual([PLACE - 1]);
  await press(page, "z");
  await expect(page.getByRole("status").getByText("Taken back")).toBeVisible();
  await expect(row(page, one)).toContainText(`Pinned to ${PLACE} until`);
  expect(await places(page, one)).toEqual([PLACE]);

  await press(page, "u");
  await expect(page.getByRole("status").getByText("Unpinned")).toBeVisible();
  await expect(row(page, one)).not.toContainText("Pinned to");
  await press(page, "h");
  await expect(page.getByRole("status").getByText("Hidden from the front page")).toBeVisible();
  await expect(row(page, one)).toHaveCount(0);
  expect(await places(page, one)).toEqual([]);
  expect((await page.request.get(`/news/${one.slug}`)).status()).toBe(200);
  expect(await (await page.request.get("/latest")).text()).toContain(one.slug);
  expect(await (await page.request.get("/rss.xml")).text()).toContain(one.slug);

  const hidden = page.getByRole("region", { name: "Hidden" }).getByRole("listitem").filter({ hasText: one.title });
  await hidden.getByRole("button", { name: "Show again" }).press("Enter");
  await expect(page.getByRole("status").getByText("Back on the front page")).toBeVisible();
  await expect(row(page, one)).toBeVisible();
  expect(await places(page, one)).toHaveLength(1);
});

test("by mouse; the reasons for a place are told, and a time that is over is refused", async ({ page }) => {
  await desk(page);
  const one = only();
  await expect(row(page, one)).toContainText("97° = its quality alone");
  await expect(row(page, one)).toContainText(/just now|minutes? ago/);
  await expect(row(page, one)).toContainText(/counts as \d+° now/);
  await expect(row(page, one)).toContainText(/(ahead of|level with) the next/);
  await row(page, one).hover();
  await row(page, one).getByRole("button", { name: "Pin" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Until/).fill("2020-01-01T10:00");
  await dialog.getByRole("button", { name: "Pin" }).click();
  await expect(dialog.getByText("still to come")).toBeVisible();
  await dialog.getByRole("button", { name: "1 day" }).click();
  await dialog.getByLabel("Place, 1 to 30").fill(String(PLACE));
  await dialog.getByRole("button", { name: "Pin" }).click();
  await expect(row(page, one)).toContainText(`Pinned to ${PLACE} until`);
  await row(page, one).getByRole("button", { name: "Move down" }).click();
  await expect(row(page, one)).toContainText(`Pinned to ${PLACE + 1} until`);
  await expect(page.getByRole("status").getByText(`Pinned to place ${PLACE + 1}`)).toBeVisible();
  expect(await places(page, one)).toEqual([PLACE + 1]);
});

test("what can't be done is taken back on the page, and told", async ({ page }) => {
  await desk(page);
  const one = only();
  await page.route("**/api/newsroom/articles", (route) => route.abort());
  await row(page, one).getByRole("link").focus();
  await press(page, "h");
  await expect(page.getByRole("status").getByText("Gazette can't be reached")).toBeVisible();
  await expect(row(page, one)).toBeVisible();
});

test.describe("by touch", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a row shows what can be done when it is touched", async ({ page }) => {
    await desk(page);
    const one = only();
    await row(page, one).getByText("counts as").tap();
    await row(page, one).getByRole("button", { name: "Hide" }).tap();
    await expect(row(page, one)).toHaveCount(0);
    await page.getByRole("status").getByRole("button", { name: "Undo" }).tap();
    await expect(page.getByRole("status").getByText("Taken back.")).toBeVisible();
    await expect(row(page, one)).toBeVisible();
  });
});

test("axe finds nothing, and nothing is too wide", async ({ page }) => {
  await desk(page);
  await expectAccessible(page);
  await row(page, only()).getByRole("link").focus();
  await press(page, "p");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});
