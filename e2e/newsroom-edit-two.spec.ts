/** Two editors at the form of one article. */
import { expect, test } from "@playwright/test";
import { anArticle, bar, open, removeEdited, rowOf, saved } from "./edited";
import { press } from "./press";
import { signIn } from "./sign-in";

test.afterAll(() => removeEdited());

test("of two editors the second is told, chooses, and nobody's work is lost", async ({ page, browser, baseURL }) => {
  const { id } = await anArticle();
  const other = await (await browser.newContext({ baseURL: baseURL ?? "" })).newPage();
  await signIn(page);
  await signIn(other);

  await test.step("what fits together is merged in one press", async () => {
    await open(page, id);
    await open(other, id);
    await other.getByLabel("Excerpt", { exact: true }).fill("Their excerpt.");
    await other.keyboard.press("Control+s");
    await saved(other);
    await page.getByLabel("Title", { exact: true }).fill("My title");
    await press(page, "Control+s");
    const clash = page.getByRole("alert").filter({ hasText: "changed excerpt" });
    await expect(clash).toContainText("while you changed title");
    expect(await rowOf(id)).toMatchObject({ excerpt: "Their excerpt.", version: 2 });
    await clash.getByRole("button", { name: "Keep both" }).click();
    await expect(page.getByLabel("Excerpt", { exact: true })).toHaveValue("Their excerpt.");
    await press(page, "Control+s");
    await saved(page);
    expect(await rowOf(id)).toMatchObject({ title: "My title", excerpt: "Their excerpt.", version: 3 });
  });

  await test.step("where both changed the same, each field is chosen", async () => {
    await open(page, id);
    await open(other, id);
    await other.getByLabel("Title", { exact: true }).fill("Their title");
    await other.getByLabel("Excerpt", { exact: true }).fill("Their second excerpt.");
    await other.keyboard.press("Control+s");
    await saved(other);
    await page.getByLabel("Title", { exact: true }).fill("My second title");
    await page.getByLabel("Excerpt", { exact: true }).fill("My second excerpt.");
    // Noticed before saving, as the window comes to the front.
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    const clash = page.getByRole("alert").filter({ hasText: "nothing of theirs is overwritten" });
    await clash.getByRole("group", { name: "Title" }).getByRole("radio", { name: /^Mine/ }).check();
    await clash.getByRole("button", { name: "Use what is chosen" }).click();
    await expect(page.getByLabel("Excerpt", { exact: true })).toHaveValue("Their second excerpt.");
    await press(page, "Control+s");
    await saved(page);
    expect(await rowOf(id)).toMatchObject({ title: "My second title", excerpt: "Their second excerpt." });
  });

  await test.step("or all of theirs is taken", async () => {
    await open(other, id);
    await other.getByLabel("Title", { exact: true }).fill("Their last title");
    await page.getByLabel("Title", { exact: true }).fill("My last title");
    await other.keyboard.press("Control+s");
    await saved(other);
    await press(page, "Control+s");
    await page.getByRole("button", { name: "Take theirs" }).click();
    await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Their last title");
    await expect(bar(page)).not.toContainText("change:");
  });
  await other.context().close();
});
