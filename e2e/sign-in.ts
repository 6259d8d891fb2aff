/** Signs somebody in, as a person does: the first admin, unless told who. */
import { expect, type Page } from "@playwright/test";
import { ADMIN } from "./admin";

export async function signIn(page: Page, who: { email: string; password: string } = ADMIN): Promise<void> {
  await page.goto("/admin/articles");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password", { exact: true }).fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/articles/);
}
