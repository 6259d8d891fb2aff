/** The record: who did what, what of it can be taken back, and the file of it. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { change, expectAccessible, type Made, published, signInAsEditor, takenBack } from "./newsroom-desk";
import { account, signIn } from "./sign-in";
import { withDatabase } from "./with-database";

let made: Made[] = [];
const TITLES = ["A numbat in the record", 'A potoroo, "quoted"', "=SUM(A1) of all dunnarts"];
test.beforeEach(async () => {
  made = await published(TITLES);
});
test.afterEach(() => takenBack(made));

/** As a script of the newsroom does it, by whoever is signed in. */
function score(page: Page, some: Made[], quality: number) {
  return page.evaluate(
    async (edits) => {
      const response = await fetch("/api/newsroom/articles", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ edits }),
      });
      return response.status;
    },
    some.map(({ id }) => ({ id, changes: { quality } })),
  );
}
const of = ({ id }: Made) => `/admin/audit?article=${id}`;
const one = () => made[0] as Made;
const acts = (page: Page) => page.locator(".audit-act");

test("who did what is told, and taken back, and that too", async ({ page }) => {
  await signIn(page);
  expect(await score(page, [one()], 71)).toBe(200);
  await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "History" }).click();
  await expect(page).toHaveURL("/admin/audit");
  await page.goto(of(one()));
  const act = acts(page).first();
  await expect(act).toContainText(one().title);
  await expect(act).toContainText("Quality 60 became 71");
  await expect(act).toContainText(account().email);
  await act.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByRole("status").getByText("Taken back.")).toBeVisible();
  await expect(acts(page).first()).toContainText("Quality 71 became 60");
  await expect(acts(page).first()).toContainText("Took back");
  await expect(acts(page).nth(1)).toContainText("Taken back");
  await acts(page).first().getByRole("button", { name: "Undo" }).click();
  await expect(acts(page).first()).toContainText("Quality 60 became 71");
});

test("an act of many is one line, which opens, and is taken back whole", async ({ page }) => {
  await signIn(page);
  await score(page, made, 72);
  await page.goto(of(one()));
  const act = acts(page).first();
  await act.getByText("Changed 3 articles: quality to 72").click();
  for (const { title } of made) await expect(act.getByRole("link", { name: title })).toBeVisible();
  await act.getByRole("button", { name: "Undo" }).click();
  await expect(acts(page).first()).toContainText("Changed 3 articles: quality to 60");
});

test("where something newer changed the same, it says what, and nothing is taken back", async ({ page }) => {
  await signIn(page);
  await score(page, [one()], 73);
  await page.goto(of(one()));
  await withDatabase((db) => change(db, [one()], { quality: 90 }));
  await acts(page).first().getByRole("button", { name: "Undo" }).click();
  const alert = acts(page).first().getByRole("alert");
  await expect(alert).toContainText("Something newer changed the same");
  await expect(alert).toContainText("quality 73 became 90", { ignoreCase: true });
});

test("filters are in the address, and pages within them", async ({ page }) => {
  await signIn(page);
  // By somebody else, and of another article.
  await withDatabase((db) => change(db, [one()], { quality: 90 }));
  await score(page, made.slice(1), 92);
  await score(page, [one()], 74);
  await page.goto("/admin/audit");
  await page.getByText("Filter", { exact: true }).click();
  await page.getByLabel("Who").selectOption({ label: account().email });
  await page.getByLabel("What").selectOption({ label: "Articles changed" });
  await page.getByLabel("Article, by address or number").fill(`http://any.example/news/${one().slug}?from=feed`);
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/by=\d+&kind=edit&article=/);
  await expect(acts(page).first()).toContainText("74");
  await expect(acts(page).filter({ hasNotText: one().title })).toHaveCount(0);
  await expect(acts(page).filter({ hasNotText: account().email })).toHaveCount(0);
  await page.goto("/admin/audit?article=no-such-address");
  await expect(page.getByText("No article has this number or address")).toBeVisible();
  await page.goto("/admin/audit?from=2019-01-01&to=2019-01-02");
  await expect(page.getByText("Nothing of the kind was done.")).toBeVisible();
});

test("what is filtered is a file, and no cell of it a formula", async ({ page }) => {
  await signIn(page);
  const formula = made[2] as Made;
  await score(page, [formula], 75);
  await page.goto(of(formula));
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^record-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), "utf8");
  const lines = text.split("\r\n");
  expect(lines[0]).toBe("\uFEFFwhen,who,what,subject,number,name,before,after,act,takes back,action");
  expect(lines[1]).toContain(`${account().email},Changed,article,${formula.id},'=SUM(A1) of all dunnarts,`);
  expect(lines[1]).toContain('""quality"":75');
  expect(lines.at(-1)).toBe("");
  expect(text).not.toContain(",=SUM");
});

test("an editor sees what was done to the news, and not who signed in", async ({ page }) => {
  await page.request.get("/admin/audit/export");
  await signInAsEditor(page, "/admin/audit");
  await expect(acts(page).first()).toBeVisible();
  await page.getByText("Filter", { exact: true }).click();
  await expect(page.getByLabel("What").getByRole("option", { name: "Failed sign-ins" })).toHaveCount(0);
  await page.goto("/admin/audit?kind=sign-in");
  await expect(page.getByText("Nothing of the kind was done.")).toBeVisible();
  const file = await page.request.get("/admin/audit/export?kind=sign-in");
  expect((await file.text()).trim().split("\r\n")).toHaveLength(1);
});

test("failed sign-ins are told to admins", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("stranger@desk-tests.example");
  await page.getByLabel("Password", { exact: true }).fill("wrong and secret");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail or the password is wrong.")).toBeVisible();
  await signIn(page);
  await page.goto("/admin/audit?kind=sign-in-failed");
  const act = acts(page).filter({ hasText: "stranger@desk-tests.example" }).first();
  await expect(act).toContainText("Failed to sign in");
  await expect(act.getByRole("button")).toHaveCount(0);
  expect(await page.content()).not.toContain("wrong and secret");
});

test("nobody gets the file without signing in", async ({ request }) => {
  const answer = await request.get("/admin/audit/export", { maxRedirects: 0 });
  expect([303, 307]).toContain(answer.status());
  expect(answer.headers().location).toContain("/sign-in?next=%2Fadmin%2Faudit%2Fexport");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("filters and undo work, too", async ({ page }) => {
    await signIn(page);
    await withDatabase((db) => change(db, [one()], { quality: 76 }));
    await page.goto(of(one()));
    await acts(page).first().getByRole("button", { name: "Undo" }).click();
    await expect(acts(page).first()).toContainText("Quality 76 became 60");
  });
});

test("axe finds nothing, and nothing is too wide", async ({ page }) => {
  await signIn(page);
  await score(page, made, 77);
  await page.goto(of(one()));
  await acts(page).first().getByText("Changed 3 articles").click();
  await expectAccessible(page);
  await page.goto("/admin/audit");
  await expectAccessible(page);
});
