/** How fast the queue is judged. */
import { expect, test } from "@playwright/test";
import { inArray } from "drizzle-orm";
import { article } from "../db/schema";
import { openQueue, queueOf, removeQueues } from "./queued";
import { withDatabase } from "./with-database";

const JUDGED = 100;
const P95_MS = 100;

// A trace copies the whole page at each key, on the thread that is measured.
test.use({ trace: "off" });
test.afterAll(removeQueues);

test(`judging ${JUDGED} articles: from key to the next article in less than ${P95_MS} ms @alone`, async ({ page }) => {
  test.setTimeout(180_000);
  const titles = Array.from({ length: JUDGED }, (_, index) => `Sheldrake${index} lands`);
  await openQueue(
    page,
    await queueOf(
      "speed",
      titles.map((title) => ({ title, excerpt: `${title.slice(0, -5)}seen. `.repeat(12) })),
    ),
  );
  await page.evaluate(() => {
    const spans: number[] = [];
    Object.assign(window, { spans });
    const shown = () => document.querySelector("#q-title")?.textContent;
    // Before the page's own listener, which shows the next article at once.
    window.addEventListener(
      "keydown",
      ({ key, timeStamp }) => {
        if (key !== "Enter" && key !== "u") return;
        const before = shown();
        const look = () => {
          if (shown() === before) return requestAnimationFrame(look);
          // A message is delivered after the frame that this is part of was painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => spans.push(performance.now() - timeStamp);
          port2.postMessage(null);
        };
        requestAnimationFrame(look);
      },
      { capture: true },
    );
  });
  const isLeftOut = (index: number) => index % 4 === 3;
  const scoreOf = (index: number) => 51 + ((index * 7) % 48);
  for (const index of titles.keys()) {
    if (isLeftOut(index)) await page.keyboard.press("u");
    else {
      await page.keyboard.type(String(scoreOf(index)));
      await page.keyboard.press("Enter");
    }
    await page.waitForFunction((count) => (window as unknown as { spans: number[] }).spans.length === count, index + 1);
  }
  const spans = await page.evaluate(() => (window as unknown as { spans: number[] }).spans);
  const sorted = spans.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN);
  console.log(`Key to next article, ${spans.length} times: median ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms`);
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("Nothing waits here");
  const rows = () =>
    withDatabase((db) =>
      db
        .select({ title: article.title, state: article.state, quality: article.quality })
        .from(article)
        .where(inArray(article.title, titles)),
    );
  const expected = titles.map((title, index) =>
    isLeftOut(index)
      ? { title, state: "unpublished", quality: null }
      : { title, state: "published", quality: scoreOf(index) },
  );
  const byTitle = (list: { title: string }[]) => list.toSorted((a, b) => a.title.localeCompare(b.title));
  await expect.poll(async () => byTitle(await rows()), { timeout: 30_000 }).toEqual(byTitle(expected));
  expect(at(0.95)).toBeLessThan(P95_MS);
});
