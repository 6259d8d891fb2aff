/** The queue while something else goes on: articles come in, somebody else judges, answers are slow or never come. */
import { expect, test } from "@playwright/test";
import { press } from "./press";
import { heading, line, saved, status, titled, toJudge } from "./queue-page";
import { joinQueue, openQueue as open, queueOf, removeQueues, rowOf } from "./queued";
import { account } from "./sign-in";

test.afterAll(removeQueues);

test("what comes in meanwhile joins the queue, and nobody loses their place", async ({ page }) => {
  const own = await queueOf("arrivals", titled("Mohuaone", "Mohuatwo"));
  await open(page, own);
  await press(page, "j");
  await expect(heading(page)).toHaveText("Mohuatwo");
  await page.keyboard.type("61");
  await joinQueue(own, "Mohuathree");
  // As when somebody comes back to the tab.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(line(page, "Mohuathree")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 waiting");
  await expect(heading(page)).toHaveText("Mohuatwo");
  await expect(page.getByRole("button", { name: "Publish at 61" })).toBeVisible();
});

test("what somebody else judged meanwhile comes back with who it was", async ({ page }) => {
  await open(page, await queueOf("conflict", titled("Kakaone", "Kakatwo")));
  const { id } = await rowOf("Kakaone");
  const other = await page.context().newPage();
  await other.goto(`/admin/articles/${id}`);
  await other.getByLabel("Quality").fill("70");
  await other.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(other.getByRole("button", { name: "Unpublish" })).toBeVisible();
  await page.keyboard.type("91");
  await press(page, "Enter");
  await expect(line(page, "Kakaone")).toContainText(`Not saved: ${account().email} changed it meanwhile.`);
  await expect(heading(page)).toHaveText("Kakatwo");
  await press(page, "k");
  await expect(toJudge(page)).toContainText("It is published.");
  await saved("Kakaone", { quality: 70 });
  await page.getByRole("button", { name: "Leave it so" }).click();
  await expect(line(page, "Kakaone")).toHaveCount(0);
});

test("without a connection nothing is lost, also not on reload", async ({ page, context }) => {
  await open(page, await queueOf("offline", titled("Takaheone", "Takahetwo")));
  await context.setOffline(true);
  await page.keyboard.type("77");
  await press(page, "Enter");
  await expect(line(page, "Takaheone")).toContainText("Not saved: Gazette can't be reached");
  await page.keyboard.type("6");
  const asked = page.waitForEvent("dialog");
  await context.setOffline(false);
  const reload = page.reload();
  await (await asked).accept();
  await reload;
  await expect(line(page, "Takaheone")).toContainText("Not saved");
  await page.waitForLoadState("networkidle");
  await line(page, "Takahetwo").click();
  await expect(page.getByRole("button", { name: "Publish at 60" })).toBeVisible();
  await line(page, "Takaheone").click();
  await page.getByRole("button", { name: "Try again" }).click();
  await saved("Takaheone", { state: "published", quality: 77 });
  await expect(line(page, "Takaheone")).toHaveCount(0);
});

test("Z right after a key takes that act back, however slow the answer", async ({ page }) => {
  await open(page, await queueOf("slow", titled("Railone", "Railtwo", "Railthree")));
  await press(page, "u");
  await expect(status(page)).toContainText("Left out: Railone");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("/api/newsroom/articles", async (route) => {
    await held;
    await route.continue();
  });
  await press(page, "u");
  await expect(heading(page)).toHaveText("Railthree");
  await press(page, "z");
  release();
  await expect(heading(page)).toHaveText("Railtwo");
  await saved("Railtwo", { state: "queued" });
  await saved("Railone", { state: "unpublished" });
});
