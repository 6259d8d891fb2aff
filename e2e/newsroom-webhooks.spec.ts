/** Admins add webhooks, try them, read their log and take changes back. Nothing is listening at their addresses. */
import { expect as atOnce, type Page, test } from "@playwright/test";
import { eq, like } from "drizzle-orm";
import { webhook, webhookDelivery } from "../db/schema";
import { expectAccessible, signInAsEditor } from "./newsroom-desk";
import { signIn } from "./sign-in";
import { withDatabase } from "./with-database";

test.describe.configure({ mode: "serial", timeout: 120_000 });
/** Other tests keep the machine busy meanwhile. */
const expect = atOnce.configure({ timeout: 20_000 });

const HOST = "hooks.gazette-tests.example";
const ADDRESS = `https://${HOST}/news?key=abc`;
const ROOM = "/admin/settings/webhooks";

const forget = () =>
  withDatabase(async (db) => {
    await db.delete(webhook).where(like(webhook.url, `https://${HOST}/%`));
  });
test.beforeAll(forget);
test.afterAll(forget);

const add = (page: Page) => page.getByRole("form", { name: "Add a webhook" });
const log = (page: Page) => page.getByRole("list", { name: "Messages" });

test("an address inside, and one without events, are refused where they are typed", async ({ page }) => {
  await signIn(page);
  await page.goto("/admin/settings");
  await page.getByRole("navigation", { name: "Parts of the settings" }).getByRole("link", { name: "Webhooks" }).click();
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toBeVisible();
  await add(page).getByLabel("Address").fill("http://127.0.0.1/hook");
  await add(page).getByRole("button", { name: "Add the webhook" }).click();
  await expect(add(page).getByRole("alert")).toContainText("not one of the public internet");
  await expect(add(page).getByLabel("Address")).toHaveValue("http://127.0.0.1/hook");
  await add(page).getByLabel("Address").fill(ADDRESS);
  for (const box of await add(page).getByRole("checkbox").all()) await box.uncheck();
  await add(page).getByRole("button", { name: "Add the webhook" }).click();
  await expect(add(page).getByText("Choose at least one.")).toBeVisible();
  await expectAccessible(page);
});

test("one is added, its secret is shown once, and it hears of what is tried", async ({ page }) => {
  await signIn(page);
  await page.goto(ROOM);
  await add(page).getByLabel("Address").fill(ADDRESS);
  // What other tests publish meanwhile is none of its messages.
  for (const name of [/went live/, /changed while live/, /is live no more/]) {
    await add(page).getByRole("checkbox", { name }).uncheck();
  }
  await add(page).getByRole("button", { name: "Add the webhook" }).click();
  const secret = page.getByLabel("The webhook’s secret");
  await expect(secret).toHaveValue(/^whsec_/);
  const value = await secret.inputValue();
  await expectAccessible(page);
  await page.reload();
  expect(await page.content()).not.toContain(value);

  await page.getByRole("link", { name: HOST }).click();
  await expect(page.getByRole("heading", { name: HOST })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /deleted for good/ })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: /went live/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Send a test message" }).click();
  // Other tests delete articles meanwhile, of which it hears as well.
  const tried = log(page).getByRole("listitem").filter({ hasText: "webhook.test" });
  for (const said of ["not delivered", "1 attempt", /no such host|can't be reached|did not come/]) {
    await expect(tried).toContainText(said);
  }
  await tried.getByText("What it says").click();
  await expect(tried.getByText("Messages from here arrive.")).toBeVisible();
  expect(await page.content()).not.toContain(value);
  await expectAccessible(page);
});

test("a message is sent again, and what arrived says so", async ({ page }) => {
  const id = await withDatabase(async (db) => {
    const [row] = await db
      .select()
      .from(webhook)
      .where(like(webhook.url, `https://${HOST}/%`));
    await db.insert(webhookDelivery).values({
      webhookId: row?.id ?? 0,
      event: "article.published",
      body: JSON.stringify({ type: "article.published" }),
      attempts: 2,
      availableAt: null,
      status: 204,
      endedAt: new Date(),
    });
    return row?.id ?? 0;
  });
  await signIn(page);
  await page.goto(`${ROOM}/${id}`);
  const entry = log(page).getByRole("listitem").filter({ hasText: "article.published" });
  await expect(entry).toContainText("delivered, 204");
  await expect(entry).toContainText("2 attempts");
  await entry.getByRole("button", { name: /^Send again: article.published/ }).click();
  await expect(entry).toContainText(/is tried again|On its way again/);
  await expect(entry).toContainText("is tried again");
  await expect(entry.getByRole("button", { name: /^Send now: article.published/ })).toBeVisible();
});

test("it is switched off and on, changed and taken back, given a new secret, and deleted", async ({ page }) => {
  await signIn(page);
  await page.goto(ROOM);
  await page.getByRole("link", { name: HOST }).click();
  await page.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("It is off.")).toBeVisible();
  // One for each message that waited: others publish at the same time.
  await expect(log(page).getByText("The webhook was switched off.").first()).toBeVisible();
  await page.locator(".toast").getByRole("button", { name: /Undo/ }).click();
  await expect(page.getByText("It is on.")).toBeVisible();

  const edit = page.getByRole("form", { name: "Edit the webhook" });
  await edit.getByLabel("Address").fill(`https://${HOST}/elsewhere`);
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(page.locator(".toast")).toContainText("Saved.");
  await page.reload();
  await expect(edit.getByLabel("Address")).toHaveValue(`https://${HOST}/elsewhere`);

  await page.getByRole("button", { name: "Make a new secret" }).click();
  await expect(page.getByLabel("The webhook’s secret")).toHaveValue(/^whsec_/);

  await page.locator("summary", { hasText: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the webhook" }).click();
  await expect(page).toHaveURL(/\/admin\/settings\/webhooks$/);
  await expect(page.getByRole("link", { name: HOST })).toHaveCount(0);
  expect(await withDatabase((db) => db.select().from(webhook).where(eq(webhook.url, ADDRESS)))).toEqual([]);

  await page.goto("/admin/audit?kind=settings");
  for (const told of ["Deleted", "Given a new secret", "Changed", "Switched off", "Added"]) {
    await expect(page.locator(".audit-act .told").filter({ hasText: told }).first()).toBeVisible();
  }
  expect(await page.content()).not.toMatch(/whsec_/);
});

test("editors are told that this is for admins", async ({ page }) => {
  await signInAsEditor(page, "/admin/front");
  const answer = await page.goto(ROOM);
  expect(answer?.status()).not.toBe(500);
  await expect(page.getByRole("heading", { name: "Webhooks", level: 1 })).toHaveCount(0);
});
