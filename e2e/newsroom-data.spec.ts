/** Import by upload and export as an archive, as an admin does them. */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { expect as atOnce, type Page, test } from "@playwright/test";
import { like } from "drizzle-orm";
import { connect } from "../db/client";
import { article } from "../db/schema";
import { zipOf } from "../lib/transfer/testing/archives";
import { databaseUrl } from "./database-url";
import { signIn } from "./sign-in";

test.describe.configure({ mode: "serial", timeout: 120_000 });
/** Other tests keep the machine busy meanwhile. */
const expect = atOnce.configure({ timeout: 20_000 });

const SLUG = "2026-11-19-axolotl";
/** Never published, so that no public page that another test looks at shows it. */
const file = (title: string) => `---
title: "${title}"
publishedDateTime: 2026-11-19T06:40:00Z
originalUrl: "https://axolotl.example/${title.replaceAll(" ", "-")}"
published: false
quality: 80
provider:
  name: The Axolotl
  domain: axolotl.example
---
`;
const upload = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content as string),
});

async function room(page: Page) {
  await signIn(page);
  await page.goto("/admin/data");
  await expect(page.getByRole("heading", { name: "Data", exact: true })).toBeVisible();
}
const jobs = (page: Page) => page.getByRole("list", { name: "Imports and exports" }).locator("> li");
/** The newest job, once it has ended. */
const newest = (page: Page) => jobs(page).first();
const send = (page: Page) => page.getByRole("button", { name: "Upload and import" }).click();
const known = async () => {
  const { db, close } = connect(await databaseUrl(), { max: 1 });
  const rows = await db
    .select({ slug: article.slug })
    .from(article)
    .where(like(article.slug, `${SLUG}%`));
  await close();
  return rows.map(({ slug }) => slug).sort();
};

test("a trial changes nothing; an import takes what is good, and tells why the rest was refused", async ({ page }) => {
  await room(page);
  const files = [
    upload(`${SLUG}-one.md`, file("Axolotl one")),
    upload("broken.md", "no front matter"),
    upload(
      "more.zip",
      zipOf([
        { name: `_news/${SLUG}-two.md`, content: file("Axolotl two") },
        { name: "../out.md", content: "x" },
      ]),
    ),
  ];
  await page.getByLabel("Files").setInputFiles(files);
  await page.getByLabel("Only try").check();
  await send(page);
  await expect(newest(page)).toContainText("A trial, nothing was changed.");
  await expect(newest(page)).toContainText("2 articles: 2 new");
  expect(await known()).toEqual([]);

  await page.getByLabel("Files").setInputFiles(files);
  await send(page);
  await expect(newest(page)).toContainText("Import of 3 files");
  await expect(newest(page)).not.toContainText("Trial");
  await expect(newest(page)).toContainText("2 articles: 2 new");
  await expect(newest(page)).toContainText("2 files refused");
  expect(await known()).toEqual([`${SLUG}-one`, `${SLUG}-two`]);
  await newest(page).getByText("Why they were refused").click();
  await expect(newest(page).getByText("more.zip: ../out.md")).toBeVisible();
  await expect(newest(page).getByText("its path leads out of the archive")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    newest(page).getByRole("link", { name: "Download the report" }).click(),
  ]);
  const report = await readFile(await download.path(), "utf8");
  expect(report).toContain("new,article,2");
  expect(report).toContain("refused,file,1,more.zip: ../out.md,its path leads out of the archive");
});

test("the same once more changes nothing; by keyboard", async ({ page }) => {
  await room(page);
  await page.getByLabel("Files").setInputFiles([upload(`${SLUG}-one.md`, file("Axolotl one"))]);
  await page.getByLabel("Files").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Only try")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(newest(page)).toContainText(`Import of ${SLUG}-one.md`);
  await expect(newest(page)).toContainText("1 article: 1 unchanged");
});

test("without a file it says what is missing", async ({ page }) => {
  await room(page);
  await send(page);
  await expect(page.getByRole("alert").filter({ hasText: "Choose at least one file." })).toBeVisible();
});

test("an export is an archive that holds every file", async ({ page }) => {
  await room(page);
  await page.getByRole("button", { name: "Make an archive" }).click();
  const link = newest(page).getByRole("link", { name: /^Download, / });
  await expect(link).toBeVisible({ timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^gazette-\d{4}-\d\d-\d\d\.tar\.gz$/);
  const content = gunzipSync(await readFile(await download.path())).toString("utf8");
  expect(content).toContain(`_news/${SLUG}-two.md`);
  expect(content).toContain(file("Axolotl two"));
  expect(content).toContain("_data/topics/");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("files are imported, too", async ({ page }) => {
    await room(page);
    await send(page);
    await expect(page.getByText("Choose at least one file.")).toBeVisible();
    await page.getByLabel("Files").setInputFiles([upload(`${SLUG}-three.md`, file("Axolotl three"))]);
    await send(page);
    await expect(page).toHaveURL(/\/admin\/data#jobs$/);
    await expect(async () => {
      await page.goto("/admin/data");
      await expect(newest(page)).toContainText("1 article: 1 new", { timeout: 500 });
    }).toPass({ timeout: 20_000 });
  });
});

test("nobody sends or fetches anything", async ({ request }) => {
  const sent = await request.post("/admin/data/uploads", {
    multipart: { files: upload("a.md", "x") },
    headers: { accept: "application/json" },
  });
  expect(sent.status()).toBe(401);
  const plain = await request.post("/admin/data/uploads", {
    multipart: { files: upload("a.md", "x") },
    maxRedirects: 0,
  });
  expect([plain.status(), plain.headers().location]).toEqual([303, "/sign-in?next=%2Fadmin%2Fdata"]);
  for (const path of ["/admin/data/archives/1", "/admin/data/reports/1"]) {
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBe(303);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await room(page);
    await page.getByText("Why they were refused").first().click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0);
    }
  });
}
