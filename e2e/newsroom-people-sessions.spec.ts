/** What ends sessions: a new password, and whoever they belong to. */
import { expect, test } from "@playwright/test";
import { accountHeading, another, disableMade, enter, made, named, PASSWORD, people, person } from "./people";

test.afterAll(disableMade);

test("a forgotten password is set anew by a link, and ends every session", async ({ page, browser }) => {
  const email = named("forgetful");
  await made(email);
  const desk = await another(browser);
  await enter(desk, email);
  await expect(accountHeading(desk)).toBeVisible();
  await people(page);
  await person(page, email).locator("summary").click();
  await person(page, email).getByRole("button", { name: "Link for a new password" }).click();
  const link = await page.getByLabel(`The link for ${email}`).inputValue();
  const other = await another(browser, { javaScriptEnabled: false });
  await other.goto(link);
  await other.getByLabel("Password").fill("quite another staple");
  await other.getByRole("button", { name: "Set it" }).click();
  await expect(other.getByText("Your new password is set.")).toBeVisible();
  await desk.reload();
  await expect(desk).toHaveURL(/\/sign-in/);
  await enter(other, email);
  await expect(other.getByText("The e-mail or the password is wrong.")).toBeVisible();
  await enter(other, email, "quite another staple");
  await expect(accountHeading(other)).toBeVisible();
});

test("one's own sessions are listed and ended, and a new password ends the others", async ({ page, browser }) => {
  const email = named("own");
  await made(email);
  const [there, elsewhere] = [await another(browser), await another(browser, { userAgent: "curl/8.5.0" })];
  for (const tab of [page, there, elsewhere]) {
    await enter(tab, email);
    await expect(accountHeading(tab)).toBeVisible();
  }
  await page.reload();
  const sessions = page.getByRole("list", { name: "Sessions" }).getByRole("listitem");
  await expect(sessions).toHaveCount(3);
  await expect(sessions.filter({ hasText: "this one" })).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out curl" }).click();
  await expect(sessions).toHaveCount(2);
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await page.getByLabel("Present password").fill("wrong");
  await page.getByLabel("New password").fill("a longer staple");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("That is not your password.")).toBeVisible();
  await page.getByLabel("Present password").fill(PASSWORD);
  await page.getByLabel("New password").fill("a longer staple");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("signed out everywhere but here")).toBeVisible();
  await expect(sessions).toHaveCount(1);
  await page.reload();
  await expect(accountHeading(page)).toBeVisible();
  await there.reload();
  await expect(there).toHaveURL(/\/sign-in/);
});
