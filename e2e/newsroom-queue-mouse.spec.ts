/** The queue by mouse and by touch: an article is chosen, scored and judged; the list is filtered; nothing needs a script. */
import { expect, test } from "@playwright/test";
import { heading, line, saved, status, titled, toJudge } from "./queue-page";
import { MINUTE_MS, openQueue as open, queueOf, removeQueues, rowOf } from "./queued";
import { signIn } from "./sign-in";

test.afterAll(removeQueues);

test("by mouse: choose, score, publish, undo", async ({ page }) => {
  await open(page, await queueOf("mouse", titled("Keaone", "Keatwo", "Keathree")));
  await line(page, "Keatwo").click();
  await expect(heading(page)).toHaveText("Keatwo");
  await expect(line(page, "Keatwo")).toHaveAttribute("aria-current", "true");
  const tens = toJudge(page).getByRole("group", { name: "Tens, then ones" });
  await tens.getByRole("button", { name: "90", exact: true }).click();
  await tens.getByRole("button", { name: "93", exact: true }).click();
  await page.getByRole("button", { name: "Publish at 93" }).click();
  await expect(heading(page)).toHaveText("Keathree");
  await toJudge(page).getByRole("slider", { name: "Quality" }).fill("66");
  await toJudge(page).getByRole("button", { name: "Leave out" }).click();
  await expect(heading(page)).toHaveText("Keaone");
  await saved("Keathree", { state: "unpublished", quality: 66 });
  await expect(status(page)).toContainText("Left out: Keathree");
  await status(page).getByRole("button", { name: "Undo" }).click();
  await expect(heading(page)).toHaveText("Keathree");
  await saved("Keathree", { state: "queued", quality: null });
});

test("filters are in the address, with counts", async ({ page }) => {
  const own = await queueOf("filter", [
    { title: "Skuaone", quality: 90 },
    { title: "Skuatwo", quality: 40 },
    { title: "Skuathree", publishedAt: new Date(Date.now() - 30 * 24 * 60 * MINUTE_MS) },
  ]);
  await open(page, own);
  await page.getByLabel("Score").selectOption({ label: "Usually below 50 (1)" });
  await expect(page).toHaveURL(`/admin?topic=${own}&score=low`);
  await expect(page.locator(".q-row .ttl")).toHaveText(["Skuatwo"]);
  await expect(page.getByLabel("Age")).toContainText("Older (0)");
  await page.getByLabel("Age").selectOption({ label: "Older (0)" });
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("Nothing waits here");
  await page.getByLabel("Score").selectOption("");
  await expect(page.locator(".q-row .ttl")).toHaveText(["Skuathree"]);
  await page.reload();
  await expect(page.locator(".q-row .ttl")).toHaveText(["Skuathree"]);
  await expect(page.getByLabel("Provider")).toContainText("The filter paper (1)");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("the list leads to the articles' pages, and can be filtered", async ({ page }) => {
    const own = await queueOf("plain", titled("Petrelone", "Petreltwo"));
    await signIn(page);
    await page.goto(`/admin?topic=${own}`);
    await page.getByLabel("Age").selectOption("hour");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/topic=.*age=hour/);
    await expect(page.getByRole("button", { name: /Publish/ })).toHaveCount(0);
    await page.getByRole("link", { name: "Petreltwo" }).click();
    await expect(page).toHaveURL(`/admin/articles/${(await rowOf("Petreltwo")).id}`);
  });
});

test("on a phone the article is first, what can be done stays at the bottom, and the list is near", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, await queueOf("phone", titled("Godwitone", "Godwittwo", "Godwitthree")));
  await expect(heading(page)).toBeInViewport();
  const publish = page.getByRole("button", { name: /^Publish/ });
  expect((await publish.boundingBox())?.y).toBeGreaterThan(844 - 80);
  await page.getByRole("link", { name: "List", exact: true }).click();
  await line(page, "Godwitthree").click();
  await expect(heading(page)).toHaveText("Godwitthree");
  await expect(heading(page)).toBeInViewport();
  await toJudge(page).getByRole("button", { name: "80", exact: true }).click();
  await publish.click();
  await saved("Godwitthree", { state: "published", quality: 80 });
  const undo = status(page).getByRole("button", { name: "Undo" });
  await undo.click();
  await saved("Godwitthree", { state: "queued" });
});

test("on a phone all that judges is in reach at once", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, await queueOf("reach", [{ title: "Turnstone within reach" }]));
  for (const name of ["Publish", "Schedule", "Leave out", "Later"]) {
    await expect(page.getByRole("button", { name: new RegExp(`^${name}`) })).toBeInViewport({ ratio: 1 });
  }
});
