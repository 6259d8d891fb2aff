/** The queue, as an editor goes through it by keyboard alone. */
import { expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { articleTopic } from "../db/schema";
import { press } from "./press";
import { heading, line, saved, status, titled } from "./queue-page";
import { openQueue as open, queueOf, removeQueues, rowOf } from "./queued";
import { withDatabase } from "./with-database";

test.afterAll(removeQueues);

test("nobody is sent to sign in, and back to what was asked for", async ({ request }) => {
  const answer = await request.get("/admin?order=newest", { maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([
    307,
    expect.stringMatching(/\/sign-in\?next=%2Fadmin%3Forder%3Dnewest$/),
  ]);
  for (const route of ["more", "near"]) {
    expect((await request.post(`/api/newsroom/queue/${route}`, { data: {} })).status()).toBe(401);
  }
});

test("by keyboard: score, publish, leave out, put off, and take back", async ({ page }) => {
  const own = await queueOf("keys", titled("Kiwione", "Kiwitwo", "Kiwithree", "Kiwifour"));
  await open(page, own);
  await expect(heading(page)).toHaveText("Kiwione");
  await press(page, "Enter");
  await expect(page.getByText("It has no quality yet")).toBeVisible();
  await page.keyboard.type("87");
  await expect(page.getByRole("button", { name: "Publish at 87" })).toBeVisible();
  await press(page, "ArrowRight");
  await press(page, "Enter");
  await expect(heading(page)).toHaveText("Kiwitwo");
  await expect(line(page, "Kiwione")).toHaveCount(0);
  await expect(status(page)).toContainText("Published at 88: Kiwione");
  await saved("Kiwione", { state: "published", quality: 88 });

  await press(page, "u");
  await expect(heading(page)).toHaveText("Kiwithree");
  await press(page, "l");
  await expect(heading(page)).toHaveText("Kiwifour");
  await saved("Kiwitwo", { state: "unpublished" });
  await expect.poll(async () => (await rowOf("Kiwithree")).laterUntil?.getTime() ?? 0).toBeGreaterThan(Date.now());
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("1 waiting");

  await press(page, "k");
  await press(page, "Shift+Digit3");
  await expect(page.getByRole("button", { name: "Publish at 130" })).toBeVisible();
  // The last act first, each back in its place.
  await expect(status(page)).toContainText("Put off");
  for (const title of ["Kiwithree", "Kiwitwo", "Kiwione"]) {
    await press(page, "z");
    await expect(heading(page)).toHaveText(title);
    await saved(title, { state: "queued", laterUntil: null });
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("4 waiting");
  await expect(page.locator(".q-row .ttl")).toHaveText(["Kiwione", "Kiwitwo", "Kiwithree", "Kiwifour"]);
  // And it can be judged again.
  await press(page, "Enter");
  await saved("Kiwione", { state: "published", quality: 88 });
});

test("below the minimum Enter asks once", async ({ page }) => {
  await open(page, await queueOf("minimum", titled("Wekaone", "Wekatwo")));
  await page.keyboard.type("42");
  await press(page, "Enter");
  await expect(page.getByText("42 is below the minimum of 50")).toBeVisible();
  await expect(heading(page)).toHaveText("Wekaone");
  await press(page, "Escape");
  await expect(page.getByText("42 is below the minimum of 50")).toHaveCount(0);
  await press(page, "Enter");
  await press(page, "Enter");
  await expect(heading(page)).toHaveText("Wekatwo");
  await saved("Wekaone", { state: "published", quality: 42 });
});

test("several are marked and judged at once, and taken back at once", async ({ page }) => {
  await open(page, await queueOf("marks", titled("Moaone", "Moatwo", "Moathree")));
  await press(page, "x");
  await press(page, "j");
  await press(page, "j");
  await press(page, "x");
  await expect(page.getByText("2 articles are marked")).toBeVisible();
  await page.keyboard.type("75");
  await press(page, "Enter");
  await expect(heading(page)).toHaveText("Moatwo");
  await expect(status(page)).toContainText("Published at 75: 2 articles");
  await saved("Moaone", { state: "published", quality: 75 });
  await saved("Moathree", { state: "published", quality: 75 });
  await press(page, "z");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("3 waiting");
  await saved("Moaone", { state: "queued", quality: null });
  await saved("Moathree", { state: "queued", quality: null });
});

test("topics, schedule, order and all keys", async ({ page }) => {
  const own = await queueOf("more", titled("Tuione", "Tuitwo"));
  const name = `Queue ${own}`;
  await open(page, own);
  await press(page, "t");
  const box = page.getByRole("combobox", { name: "Add or remove a topic" });
  await expect(box).toBeFocused();
  await box.fill(own);
  await expect(page.getByRole("option", { name: `${name} remove` })).toBeVisible();
  await press(page, "Enter");
  await expect(page.getByRole("button", { name: `Remove ${name}` })).toHaveCount(0);
  const topics = async () => {
    const { id } = await rowOf("Tuione");
    return withDatabase((db) => db.select().from(articleTopic).where(eq(articleTopic.articleId, id)));
  };
  await expect.poll(topics).toEqual([]);
  await box.fill(own);
  await press(page, "Enter");
  await press(page, "Escape");
  await expect.poll(async () => (await topics()).map(({ topicId }) => topicId)).toEqual([own]);

  await page.keyboard.type("81");
  await press(page, "s");
  const dialog = page.getByRole("dialog", { name: "Publish at 81 later" });
  await dialog.getByLabel("Live from").fill("2001-01-01T06:00");
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await expect(dialog.getByText("That is over already")).toBeVisible();
  await dialog.getByLabel("Live from").fill("2098-12-01T06:00");
  await press(page, "Enter");
  await expect(heading(page)).toHaveText("Tuitwo");
  await saved("Tuione", { state: "published", quality: 81, liveFrom: new Date("2098-12-01T06:00:00Z") });
  await press(page, "z");
  await expect(heading(page)).toHaveText("Tuione");

  await press(page, "?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
  await press(page, "u");
  await press(page, "Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(heading(page)).toHaveText("Tuione");

  await press(page, "v");
  await expect(page).toHaveURL(/order=newest/);
  await expect(page.locator(".q-row .ttl")).toHaveText(["Tuitwo", "Tuione"]);
  await page.goBack();
  await expect(page.locator(".q-row .ttl")).toHaveText(["Tuione", "Tuitwo"]);
});
