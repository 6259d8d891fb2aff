/** Whether and when readers have an article, and at which address, as its form sets it; up to the takedown. */
import { expect, test } from "@playwright/test";
import { anArticle, bar, open, removeEdited, rowOf, saved } from "./edited";
import { press } from "./press";
import { signIn } from "./sign-in";

test.afterAll(() => removeEdited());

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
