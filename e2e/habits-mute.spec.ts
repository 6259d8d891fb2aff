/** What a reader mutes in their browser, a provider, a topic or a word, is not shown. */
import { expect, test } from "@playwright/test";
import { expectNoViolationsInBoth } from "./axe";
import { aPangolin, open } from "./habits";

const { card } = aPangolin();

test("a muted provider is on no list and in no search, until it is unmuted", async ({ page }) => {
  await open(page, "/latest");
  await card(page).hover();
  await card(page).getByRole("button", { name: "Mute" }).click();
  await expect(page.getByRole("dialog", { name: "Mute" })).toBeVisible();
  await expectNoViolationsInBoth(page);
  await page.getByRole("button", { name: "Mute Example Press" }).click();
  await expect(card(page)).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(card(page)).toBeVisible();
  await card(page).hover();
  await card(page).getByRole("button", { name: "Mute" }).click();
  await page.getByRole("button", { name: "Mute Example Press" }).click();
  await expect(card(page)).toBeHidden();

  for (const path of ["/latest", "/topic/databases", "/provider/example.com", "/search?q=pangolin"]) {
    await page.goto(path);
    await expect(card(page), path).toBeAttached();
    await expect(card(page), path).toBeHidden();
    await expect(page.getByText(/on this page (is|are) not shown, since you muted/), path).toBeVisible();
  }
  // Nothing else is left of that search: the reason is in sight.
  await expect(page.getByText(/on this page (is|are) not shown, since you muted/)).toBeInViewport();
  await page.getByRole("link", { name: "See what you muted" }).click();
  await page.getByRole("button", { name: "Unmute Example Press" }).click();
  await open(page, "/search?q=pangolin");
  await expect(card(page)).toBeVisible();
});

test("what is muted never shows, whatever comes late", async ({ page }) => {
  await page.goto("/reading-list");
  await page.getByLabel("Mute a word").fill("pangolin");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await expect(page.getByRole("button", { name: "Unmute pangolin" })).toBeVisible();
  // Without any script but the one in the head.
  await page.route("**/*.js", (route) => route.abort());
  for (const path of ["/latest", "/search?q=pangolin"]) {
    await page.goto(path);
    await expect(card(page), path).toBeAttached();
    await expect(card(page), path).toBeHidden();
  }
});

test("words are whole ones, in title and excerpt, whatever their case and accents; topics are muted, too", async ({
  page,
}) => {
  const muted = async (list: unknown[]) => {
    await page.evaluate((value) => {
      localStorage.setItem("mutes", JSON.stringify(value));
      dispatchEvent(new Event("kept"));
    }, list);
  };
  const word = (id: string) => ({ kind: "word", id, name: id });
  await open(page, "/topic/databases");
  for (const id of ["PANGOLIN pauses", "compaction", "pángolin"]) {
    await muted([word(id)]);
    await expect(card(page), id).toBeHidden();
  }
  for (const id of ["pangol", "angolin", "pangolin ends", ".*", "("]) {
    await muted([word(id)]);
    await expect(card(page), id).toBeVisible();
  }
  await muted([{ kind: "topic", id: "databases", name: "Databases" }]);
  await expect(card(page)).toBeHidden();
  await expect(page.locator("main article:visible")).toHaveCount(0);
  await muted([{ kind: "topic", id: "data", name: "Data" }, "nonsense", null, { kind: "word", id: 7 }]);
  await expect(card(page)).toBeVisible();
});

test("mutes count under a lead as well", async ({ page, request }) => {
  const { hits } = await (await request.get("/api/v1/search?q=merrow&sort=top&limit=1")).json();
  const [one] = hits[0].coverage;
  await page.addInitScript(
    (title) => localStorage.setItem("mutes", JSON.stringify([{ kind: "word", id: title, name: title }])),
    one.title,
  );
  await page.goto(`/news/${hits[0].slug}`);
  await expect(page.getByRole("listitem").filter({ hasText: one.title })).toHaveCount(0);
  await expect(page.locator("li").filter({ hasText: one.title }).first()).toBeAttached();
  await open(page, "/search?q=merrow&sort=top");
  const story = page.locator("main article").first();
  await expect(story.locator("summary")).toContainText(`+${hits[0].coverage.length - 1} source`);
});
