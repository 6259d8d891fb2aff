/** The queue, as an editor goes through it: by keyboard alone, and by mouse. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { articleTopic } from "../db/schema";
import { indexArticles } from "../lib/search/index-articles";
import { press } from "./press";
import { joinQueue, MINUTE_MS, openQueue as open, queueOf, removeQueues, rowOf } from "./queued";
import { account, signIn } from "./sign-in";
import { withDatabase } from "./with-database";

test.afterAll(removeQueues);

const saved = (title: string, fields: Record<string, unknown>) => expect.poll(() => rowOf(title)).toMatchObject(fields);

const toJudge = (page: Page) => page.getByRole("article", { name: "To judge" });
const heading = (page: Page) => toJudge(page).getByRole("heading", { level: 2 });
const line = (page: Page, title: string) =>
  page.getByRole("region", { name: /waiting|waits/ }).getByRole("link", { name: title });
const status = (page: Page) => page.getByRole("status");
// No two share a word: what is alike stands together.
const titled = (...titles: string[]) => titles.map((title) => ({ title }));

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

test("one story is made of what is marked, and apart again when taken back", async ({ page }) => {
  await open(page, await queueOf("story", titled("Bellbird sings", "Heron waits", "Gannet dives")));
  await press(page, "x");
  await press(page, "j");
  await press(page, "j");
  await press(page, "x");
  await press(page, "g");
  await expect(page.getByText("One story: 2 waiting")).toBeVisible();
  await expect(page.locator(".q-row .ttl")).toHaveText(["Bellbird sings", "Gannet dives", "Heron waits"]);
  await expect.poll(async () => (await rowOf("Bellbird sings")).storyId).not.toBeNull();
  expect((await rowOf("Gannet dives")).storyId).toBe((await rowOf("Bellbird sings")).storyId);
  await press(page, "z");
  await expect(page.getByText("One story: 2 waiting")).toHaveCount(0);
  await saved("Gannet dives", { storyId: null });
});

const EVENT = "Quillfish swaps its tide tables for a ledger and promises charts for ninety years";
const SAME = "Quillfish swaps tide tables for a ledger, and charts shall last for ninety years";
const TEXT = "The almanac Quillfish drops printed tide tables for a ledger of charts, its harbour pilots say.";

test("what looks like one event hangs on one thread; G makes it a story", async ({ page }) => {
  const own = await queueOf("thread", [
    { title: `${EVENT} (thread)`, excerpt: TEXT },
    { title: "A penguin crosses the road" },
  ]);
  const other = await queueOf("other", [{ title: `${SAME} (thread)`, excerpt: TEXT }]);
  await withDatabase((db) => db.update(articleTopic).set({ topicId: own }).where(eq(articleTopic.topicId, other)));
  await open(page, own);
  await expect(page.getByText("Probably one story: 2 articles")).toBeVisible();
  await press(page, "g");
  await expect(page.getByText("One story: 2 waiting")).toBeVisible();
  await expect.poll(async () => (await rowOf(`${SAME} (thread)`)).storyId).not.toBeNull();
});

test("A joins the published story that is near", async ({ page }) => {
  const near = `${EVENT} (near)`;
  const own = await queueOf("near", [{ title: near, excerpt: TEXT }]);
  const published = `${SAME} (near)`;
  // The one test that needs something live: it is hidden from the front page, and gone at the end.
  const live = { liveFrom: null, frontHidden: true, state: "published" as const, quality: 76, heat: 76 };
  await queueOf("published", [{ title: published, excerpt: TEXT, ...live }]);
  const { id } = await rowOf(published);
  await withDatabase((db) => indexArticles(db, [id]));
  await open(page, own);
  const panel = page.getByRole("region", { name: /Near it, already published/ });
  await expect(panel).toContainText(published);
  await expect(panel).toContainText("from 76° to 86°");
  await press(page, "a");
  await expect(panel).toHaveCount(0);
  await expect(status(page)).toContainText(`Joined its story: ${near}`);
  await expect.poll(async () => (await rowOf(near)).storyId).not.toBeNull();
  await saved(published, { heat: 86 });
  await press(page, "z");
  await expect(panel).toBeVisible();
  await saved(near, { storyId: null });
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

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const own = await queueOf(`axe${colorScheme}`, [
      { title: `${EVENT} (axe)`, excerpt: TEXT, quality: 40 },
      { title: `A${"n endlesslylongword".repeat(9)}` },
      { title: "Third of them", images: [{ url: "/isotherm/third", width: 960, height: 540 }] },
    ]);
    await open(page, own);
    const check = async (what: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        what,
      ).toEqual([]);
    };
    await press(page, "x");
    await press(page, "Enter");
    await check("marked and asking");
    await press(page, "Escape");
    await press(page, "j");
    await press(page, "t");
    await check("with topics");
    await press(page, "Escape");
    await press(page, "?");
    await check("with all keys");
    await press(page, "Escape");
    await press(page, "s");
    await check("with the schedule");
    await press(page, "Escape");
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0);
    }
    await page.goto(`/admin?topic=${own}&provider=none.example`);
    await expect(page.getByRole("heading", { level: 2 })).toHaveText("Nothing waits here");
    await check("with nothing");
  });
}
