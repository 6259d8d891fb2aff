/** The people of the newsroom: found and invited by keyboard, and what axe says of every page about them. */
import { expect, type Page, test } from "@playwright/test";
import { expectNoExcess, expectNoViolations } from "./axe";
import { another, disableMade, enter, made, named, PASSWORD, people, person, turnOn } from "./people";
import { press } from "./press";

test.afterAll(disableMade);

test("people are found, opened and invited by keyboard alone; nobody can shut themselves out", async ({ page }) => {
  const email = named("keys");
  await made(email);
  await people(page);
  await press(page, "j");
  const focused = page.locator("summary:focus");
  const all = await page.getByRole("list", { name: "Everyone" }).locator("summary").count();
  for (let n = 0; n < all && !(await focused.textContent())?.includes(email); n++) await press(page, "j");
  await expect(focused).toContainText(email);
  await press(page, "Enter");
  await press(page, "Tab");
  await expect(person(page, email).getByRole("button", { name: "Make an admin" })).toBeFocused();
  await press(page, "Enter");
  await expect(person(page, email)).toContainText("Admin from the next request on.");
  await press(page, "i");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(email);
  await press(page, "Enter");
  await expect(page.getByText("Somebody has this e-mail already.")).toBeVisible();
  const self = page.getByRole("list", { name: "Everyone" }).getByRole("listitem").filter({ hasText: "you" });
  await self.locator("summary").click();
  await expect(self.getByRole("button")).toHaveCount(0);
  await expect(self.getByRole("link", { name: "Account" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing, and nothing is too wide, ${colorScheme}`, async ({ page, browser, baseURL }) => {
    test.slow();
    const email = named(colorScheme);
    await made(email, "admin");
    await page.emulateMedia({ colorScheme });
    const look = async (tab: Page, what: string) => {
      await expectNoViolations(tab, what);
      await expectNoExcess(tab, what);
    };
    await enter(page, email);
    await look(page, "account");
    await page.goto("/admin/users");
    await page.getByLabel("E-mail").fill(named(`${colorScheme}-late`));
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = await page.getByLabel("The invitation's link").inputValue();
    for (const line of await page.locator("summary").all()) await line.click();
    await look(page, "people");
    await page.goto("/admin/account");
    await page.getByLabel("Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Turn on two-factor" }).click();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    await look(page, "two-factor begun");
    await page.getByRole("button", { name: "Leave it off" }).click();
    await turnOn(page);
    await look(page, "two-factor on");
    const door = await another(browser, { colorScheme, ...(baseURL ? { baseURL } : {}) });
    await enter(door, email);
    await expect(door.getByLabel("Code")).toBeVisible();
    await look(door, "code");
    await door.goto(link);
    await look(door, "invitation");
  });
}
