/** What admins set shows on public pages at once, and can be taken back. Other tests know the site by its name, so each change is taken back here. */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect as atOnce, type Page, test } from "@playwright/test";
import { eq, inArray, like, or } from "drizzle-orm";
import { ANNOUNCE_CHANNEL, EVERYTHING } from "../db/announce";
import { connect } from "../db/client";
import { setting, user } from "../db/schema";
import { createUser } from "../lib/people/users";
import { databaseUrl } from "./database-url";
import { press } from "./press";
import { account, signIn } from "./sign-in";

test.describe.configure({ mode: "serial", timeout: 120_000 });
/** Other tests keep the machine busy meanwhile. */
const expect = atOnce.configure({ timeout: 20_000 });

const STAFF = { email: "settings-desk@gazette.example", password: "quite another horse", role: "editor" } as const;
const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18"/></svg>`;
const KEYS = ["site-name", "site-description", "time-zone", "minimum-quality", "site-logo"];

/** As if nobody had ever set anything: also after a test that failed halfway. */
async function forgetSettings() {
  const { db, sql, close } = connect(await databaseUrl(), { max: 1 });
  await db.delete(setting).where(or(inArray(setting.key, KEYS), like(setting.key, "page-%")));
  await sql.notify(ANNOUNCE_CHANNEL, JSON.stringify([EVERYTHING, "settings"]));
  const known = await db.select().from(user).where(eq(user.email, STAFF.email));
  if (known.length === 0) await createUser(db, STAFF, { id: null, name: "test" });
  await close();
}
test.beforeAll(forgetSettings);
test.afterAll(forgetSettings);

async function room(page: Page) {
  await signIn(page);
  await page.goto("/admin/settings");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
}
const general = (page: Page) => page.getByRole("form", { name: "The site" });
const toast = (page: Page) => page.locator(".toast");
const shown = async (request: APIRequestContext, path: string) => (await request.get(path)).text();

test("a name shows on pages and in feeds at once; Undo brings the old one back at once", async ({ page, request }) => {
  await shown(request, "/latest");
  await room(page);
  await general(page).getByLabel("Name", { exact: true }).fill("Harbour Gazette");
  await general(page).getByRole("button", { name: "Save the site" }).click();
  await expect(toast(page)).toContainText("Saved.");
  for (const path of ["/", "/latest", "/search", "/rss.xml", "/feed.json"]) {
    expect(await shown(request, path), path).toContain("Harbour Gazette");
  }
  await expect(general(page).getByText("set here")).toHaveCount(1);
  await press(page, "z");
  await expect(toast(page)).toContainText("Taken back.");
  for (const path of ["/", "/latest", "/rss.xml"]) expect(await shown(request, path), path).not.toContain("Harbour");
  await expect(general(page).getByLabel("Name", { exact: true })).toHaveValue("");
});

test("a page is there while it has a text, and in the footer; by keyboard alone", async ({ page, request }) => {
  expect((await request.get("/imprint")).status()).toBe(404);
  expect(await shown(request, "/topics")).not.toContain('href="/imprint"');
  await room(page);
  const text = page.getByRole("form", { name: "Imprint" }).getByLabel("Text");
  await text.focus();
  await page.keyboard.type(
    "## Who we are\nThe **Post**, [Pier 4](/feeds)\n\n<script>alert(1)</script> desk@post.example",
  );
  await expect(
    page.getByRole("region", { name: "Preview of Imprint" }).getByRole("link", { name: "Pier 4" }),
  ).toBeVisible();
  const save = page.getByRole("button", { name: "Save imprint" });
  for (let presses = 0; presses < 6; presses++) {
    await press(page, "Tab");
    if (await save.evaluate((button) => button === document.activeElement)) break;
  }
  await press(page, "Enter");
  await expect(toast(page)).toContainText("Saved: the page “Imprint”.");
  expect(await shown(request, "/topics")).toContain('href="/imprint"');
  expect((await request.get("/imprint/more")).status()).toBe(404);

  await page.goto("/imprint");
  await expect(page.getByRole("heading", { name: "Imprint", level: 1 })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Who we are", level: 2 })).toBeVisible();
  await expect(page.getByText("<script>alert(1)</script>")).toBeVisible();
  await expect(page.getByRole("link", { name: "desk@post.example" })).toHaveAttribute(
    "href",
    "mailto:desk@post.example",
  );
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }

  await page.goto("/admin/settings");
  await page.getByRole("form", { name: "Imprint" }).getByLabel("Text").fill("");
  await save.click();
  await expect(toast(page)).toContainText("no longer there");
  expect((await request.get("/imprint")).status()).toBe(404);
  expect(await shown(request, "/topics")).not.toContain('href="/imprint"');
});

test("what can't be saved is marked, and stays in its field", async ({ page }) => {
  await room(page);
  await general(page).getByLabel("Time zone").fill("Mars/Olympus");
  await general(page).getByLabel("Minimum quality").fill("many");
  await general(page).getByRole("button", { name: "Save the site" }).click();
  await expect(general(page).getByRole("alert")).toContainText("can't be saved");
  await expect(general(page).getByText("A time zone from the list")).toBeVisible();
  await expect(general(page).getByLabel("Time zone")).toHaveValue("Mars/Olympus");
  await expect(general(page).getByLabel("Minimum quality")).toHaveAttribute("aria-invalid", "true");
});

test("a time zone is counted in at once", async ({ page }) => {
  await room(page);
  await general(page).getByLabel("Time zone").fill("Pacific/Kiritimati");
  await expect(general(page).getByText(/^It is \w+ \d\d:\d\d there/)).toBeVisible();
  await general(page).getByRole("button", { name: "Save the site" }).click();
  await expect(toast(page)).toContainText("Saved.");
  await page.goto("/");
  const there = new Date().toLocaleDateString("en-us", { timeZone: "Pacific/Kiritimati", weekday: "long" });
  await expect(page.locator(".today")).toContainText(there);
  await page.goto("/admin/settings");
  await press(page, "z");
  await expect(toast(page)).toContainText("Taken back.");
});

test("the second of two admins is told what changed, and chooses", async ({ page, browser }) => {
  await room(page);
  const other = await (await browser.newContext()).newPage();
  await room(other);
  await general(other).getByLabel("Description", { exact: true }).fill("Of the other one");
  await general(other).getByRole("button", { name: "Save the site" }).click();
  await expect(toast(other)).toContainText("Saved.");
  await general(page).getByLabel("Description", { exact: true }).fill("Mine");
  await general(page).getByRole("button", { name: "Save the site" }).click();
  const alert = general(page).getByRole("alert");
  await expect(alert).toContainText(`${account().email}: description default became “Of the other one”`);
  await expect(general(page).getByLabel("Description", { exact: true })).toHaveValue("Mine");
  await alert.getByRole("button", { name: "Save mine over it" }).click();
  await expect(toast(page)).toContainText("Saved.");
  await page.goto("/");
  await expect(page.getByText("Mine", { exact: true })).toBeVisible();
  await page.goto("/admin/settings");
  await general(page).getByLabel("Description", { exact: true }).fill("");
  await general(page).getByRole("button", { name: "Save the site" }).click();
  await expect(toast(page)).toContainText("Saved.");
  await other.context().close();
});

test("a logo is checked by its bytes, served locked in, and shown", async ({ page, request }) => {
  await room(page);
  const form = page.getByRole("form", { name: "Logo" });
  const choose = (content: string) =>
    form
      .getByLabel("A picture")
      .setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(content) });
  await choose(LOGO.replace("<circle", "<script>alert(1)</script><circle"));
  await form.getByRole("button", { name: "Save the logo" }).click();
  await expect(form.getByRole("alert")).toContainText("“script”");
  await choose(LOGO);
  await form.getByRole("button", { name: "Save the logo" }).click();
  await expect(toast(page)).toContainText("The logo was changed.");
  await page.goto("/latest");
  const src = (await page.getByRole("banner").locator("img").getAttribute("src")) ?? "";
  const picture = await request.get(src);
  expect(picture.headers()).toMatchObject({ "content-type": "image/svg+xml", "x-content-type-options": "nosniff" });
  expect(picture.headers()["content-security-policy"]).toContain("sandbox");
  expect(await picture.text()).toBe(LOGO);
  expect((await request.get(`/site-logo/${"0".repeat(32)}`)).status()).toBe(404);
  await page.goto("/admin/settings");
  await page.getByRole("button", { name: "Remove" }).click();
  await expect(toast(page)).toContainText("The logo was removed.");
  expect(await shown(request, "/latest")).not.toContain("site-logo");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("settings are saved, too", async ({ page, request }) => {
    await room(page);
    await general(page).getByLabel("No description at all").check();
    await general(page).getByRole("button", { name: "Save the site" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    expect(await shown(request, "/latest")).not.toContain("Data, runtimes and the open web");
    await general(page).getByLabel("No description at all").uncheck();
    await general(page).getByRole("button", { name: "Save the site" }).click();
    await expect(page.getByText("Saved.")).toBeVisible();
    expect(await shown(request, "/latest")).toContain("Data, runtimes and the open web");
  });
});

test("an editor finds neither settings nor data", async ({ page }) => {
  await page.goto("/admin/settings");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fsettings/);
  await page.getByLabel("E-mail").fill(STAFF.email);
  await page.getByLabel("Password", { exact: true }).fill(STAFF.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Not here" })).toBeVisible();
  await page.goto("/admin/data");
  await expect(page.getByRole("heading", { name: "Not here" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Newsroom" }).getByText("Settings")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await room(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0);
    }
  });
}
