/** What of the queue is one story: marked by hand, found alike, or near what is published. And axe, with all of it there. */
import { expect, test } from "@playwright/test";
import { eq } from "drizzle-orm";
import { articleTopic } from "../db/schema";
import { indexArticles } from "../lib/search/index-articles";
import { expectNoExcess, expectNoViolations } from "./axe";
import { press } from "./press";
import { saved, status, titled } from "./queue-page";
import { openQueue as open, queueOf, removeQueues, rowOf } from "./queued";
import { withDatabase } from "./with-database";

test.afterAll(removeQueues);

const EVENT = "Quillfish swaps its tide tables for a ledger and promises charts for ninety years";
const SAME = "Quillfish swaps tide tables for a ledger, and charts shall last for ninety years";
const TEXT = "The almanac Quillfish drops printed tide tables for a ledger of charts, its harbour pilots say.";

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

// After the one above: what is near is published by then, and looked at, too.
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
    await press(page, "x");
    await press(page, "Enter");
    await expectNoViolations(page, "marked and asking");
    await press(page, "Escape");
    await press(page, "j");
    await press(page, "t");
    await expectNoViolations(page, "with topics");
    await press(page, "Escape");
    await press(page, "?");
    await expectNoViolations(page, "with all keys");
    await press(page, "Escape");
    await press(page, "s");
    await expectNoViolations(page, "with the schedule");
    await press(page, "Escape");
    await expectNoExcess(page);
    await page.goto(`/admin?topic=${own}&provider=none.example`);
    await expect(page.getByRole("heading", { level: 2 })).toHaveText("Nothing waits here");
    await expectNoViolations(page, "with nothing");
  });
}
