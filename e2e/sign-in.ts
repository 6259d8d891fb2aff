/** Signs the first admin in, as a person does. */
import { expect, type Page } from "@playwright/test";
import { ADMIN } from "./admin";

export async function signIn(page: Page): Promise<void> {
  await page.goto("/admin/articles");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(ADMIN.email);
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/articles/);
}
