/** Signs somebody in, as a person does. */
import { basename } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { userByEmail } from "../db/users";
import { createUser } from "../lib/people/users";
import { withDatabase } from "./with-database";

/** Of the spec that runs: what it makes is named by it, so that no other one meets it. */
export const specName = () => basename(test.info().file, ".spec.ts");

/**
 * An admin for each spec: Z takes back the last act of whoever presses it, and specs that run side by side are not to
 * take back each other's.
 */
export const account = () => ({
  email: `${specName()}@gazette.example`,
  password: "correct horse battery",
});

/** As the spec's own admin, who is made at the first use, unless told who. */
export async function signIn(page: Page, who?: { email: string; password: string }): Promise<void> {
  const { email, password } = who ?? (await madeAccount());
  await page.goto("/admin/articles");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/admin\/articles/);
}

async function madeAccount() {
  const wanted = account();
  await withDatabase(async (db) => {
    if (await userByEmail(db, wanted.email)) return;
    await createUser(db, { ...wanted, role: "admin" }, { id: null, name: "test" }).catch((error) => {
      // The same spec may begin at another width at the same moment.
      if (error?.code !== "email-taken") throw error;
    });
  });
  return wanted;
}
