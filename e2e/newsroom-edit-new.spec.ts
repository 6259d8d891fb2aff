/** A new article: it begins with its link, or is typed in. And axe, on the forms of old and new ones. */
import { expect, test } from "@playwright/test";
import { expectNoExcess, expectNoViolations } from "./axe";
import { anArticle, history, paper, removeEdited, removeOpen } from "./edited";
import { press } from "./press";
import { signIn } from "./sign-in";

test.afterAll(() => removeEdited());

test("a new article begins with its link; one that can't be read is typed in", async ({ page }) => {
  const { id, slug } = await anArticle();
  await signIn(page);
  await page.goto("/admin/articles/new");
  await page.getByLabel("Link to the article").fill(`http://127.0.0.1:9/${slug}`);
  await press(page, "Enter");
  await expect(page.getByText("Only the usual ports")).toBeVisible();
  await page.getByLabel("Link to the article").fill("http://127.0.0.1/");
  await press(page, "Enter");
  await expect(page.getByText("not one of the public internet")).toBeVisible();
  await expect(page.getByText("is an article already")).toHaveCount(0);
  await page.getByLabel("Link to the article").fill(`https://${paper().domain}/${slug}`);
  await press(page, "Enter");
  await expect(page.getByText("This link is an article already.")).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: /A bilby digs/ })).toHaveAttribute(
    "href",
    `/admin/articles/${id}`,
  );

  const form = page.getByRole("form", { name: "New article" });
  await expect(form.getByLabel("Link to the original")).toHaveValue(`https://${paper().domain}/${slug}`);
  await expect(form.getByLabel("Provider", { exact: true })).toHaveValue(paper().domain);
  await press(page, "Control+s");
  await expect(page.getByText("Title must not be empty.").first()).toBeVisible();
  await form.getByLabel("Title", { exact: true }).fill("A second bilby");
  await form.getByLabel("Provider", { exact: true }).fill(paper().name.toLowerCase());
  await form.getByLabel("Published", { exact: true }).fill("2011-05-06T07:08");
  await press(page, "Control+s");
  await expect(page).toHaveURL(/\/admin\/articles\/\d+$/);
  await expect(history(page)).toContainText(["Added by hand"]);
  await expect(page.getByText("2011-05-06-a-second-bilby").first()).toBeVisible();
  removeOpen(page);
  await history(page).first().getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: "Unpublish" })).toHaveCount(0);
  await expect(page.locator(".edit-head")).toContainText("Unpublished");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a new article is made", async ({ page }) => {
    await signIn(page);
    await page.goto("/admin/articles/new?by=hand");
    await page.getByLabel("Title", { exact: true }).fill("Typed without a script");
    await page.getByLabel("Link to the original").fill(`https://${paper().domain}/typed`);
    await page.getByLabel("Provider", { exact: true }).fill(paper().domain);
    await page.getByLabel("Published", { exact: true }).fill("2011-05-06T07:08");
    await page.getByRole("button", { name: "Put in the queue" }).last().click();
    await expect(page).toHaveURL(/\/admin\/articles\/\d+$/);
    removeOpen(page);
    await expect(history(page)).toContainText(["Added by hand"]);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page }) => {
    test.slow();
    const { id } = await anArticle({ images: [{ url: "/sample/images/loom.svg", title: "A loom" }] });
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    for (const path of [`/admin/articles/${id}`, "/admin/articles/new", "/admin/articles/new?by=hand"]) {
      await page.goto(path);
      if (path.endsWith(String(id))) {
        await page.getByText("Delete it for good").click();
        await page.getByLabel("Title", { exact: true }).fill("");
        await page.getByRole("button", { name: /^Save/ }).last().click();
        await expect(page.getByRole("alert").filter({ hasText: "marked fields" })).toBeVisible();
      }
      await expectNoViolations(page, path);
      await expectNoExcess(page, path);
    }
  });
}
