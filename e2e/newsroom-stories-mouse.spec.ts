/** Stories, as an editor makes them by mouse, and without JavaScript. And axe, on their pages. */
import { expect, test } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { isReady, press } from "./press";
import { member, seed, stories, toast, unpublishSeeded } from "./storied";

test.afterAll(unpublishSeeded);

test("by mouse: move coverage to another story, and split a pair; what ends is told before", async ({ page }) => {
  await seed(
    "numbat",
    [
      { title: "Numbat returns to Dryandra after forty years", quality: 75 },
      { title: "Termites, and who eats them", quality: 55 },
    ],
    { together: true },
  );
  await seed("termite", [{ title: "Termite mounds of Pilbara are older than thought", quality: 66 }]);
  await stories(page, "/admin/stories?q=numbat+dryandra");
  await page
    .getByRole("list", { name: "Stories" })
    .getByRole("link", { name: /^Numbat returns/ })
    .first()
    .click();
  await expect(member(page, "Termites, and who")).toBeVisible();
  await isReady(page);
  await member(page, "Termites, and who").getByRole("checkbox").check();
  await expect(page.getByText(/^The story ends: one article is left\. Alone it has 55°\./)).toBeVisible();
  await page.getByRole("button", { name: /^Move to another story/ }).click();
  const dialog = page.getByRole("dialog", { name: "Move 1 article" });
  await dialog.getByLabel("Search by title").fill("termite mounds");
  await expect(dialog.getByText(/There: A story of 2 articles.*Heat rises from 66° to 76°/)).toBeVisible();
  await dialog.getByRole("button", { name: /^Move there Termite mounds/ }).click();
  await expect(toast(page)).toContainText("Moved: 1 article.");
  await expect(page).toHaveURL("/admin/stories");
  await toast(page).getByRole("button", { name: /Undo/ }).click();
  await expect(toast(page)).toContainText("Taken back.");
  await page.goto("/admin/stories?q=numbat+dryandra");
  await expect(page.getByRole("list", { name: "Stories" })).toContainText("Termites, and who eats them");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("a lead is chosen, and an article split off", async ({ page }) => {
    await seed(
      "dunnart",
      [
        { title: "Dunnart found alive on Kangaroo island", quality: 80 },
        { title: "On Kangaroo island a dunnart lives", quality: 70 },
        { title: "What dunnarts eat", quality: 50 },
      ],
      { together: true },
    );
    await stories(page, "/admin/stories?q=dunnart");
    await page.getByRole("link", { name: "Dunnart found alive on Kangaroo island" }).first().click();
    await page.getByRole("button", { name: /^Choose as lead/ }).click();
    await expect(page.getByText("Tick an article first.")).toBeVisible();
    await page.getByRole("checkbox", { name: /^Mark On Kangaroo/ }).check();
    await page.getByRole("button", { name: /^Choose as lead/ }).click();
    await expect(member(page, "a dunnart lives")).toContainText("lead, chosen");
    await page.getByRole("checkbox", { name: /^Mark What dunnarts/ }).check();
    await page.getByRole("button", { name: /^Split off/ }).click();
    await expect(member(page, "What dunnarts")).toHaveCount(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    const name = `kowari${colorScheme}`;
    await seed(
      name,
      [{ title: `Kowari ${colorScheme} seen at Diamantina` }, { title: `At Diamantina a kowari ${colorScheme}` }],
      { together: true },
    );
    await seed(`${name}two`, [
      { title: `Diamantina river rises to nine metres ${colorScheme}` },
      { title: `Nine metres: Diamantina river ${colorScheme} rises` },
    ]);
    await stories(page);
    await expect(page.getByRole("heading", { name: /^Probably one story/ }).first()).toBeVisible();
    await expectNoViolations(page);
    await page.goto(`/admin/stories?q=kowari+${colorScheme}`);
    await page.getByRole("list", { name: "Stories" }).getByRole("link").first().click();
    await expect(page.getByRole("list", { name: "Articles of the story" })).toBeVisible();
    await expectNoViolations(page);
    await press(page, "a");
    await page.keyboard.type("diamantina");
    await expect(page.getByRole("dialog").getByRole("button", { name: /^Join/ }).first()).toBeVisible();
    await expectNoViolations(page);
  });
}
