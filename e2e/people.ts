/** People for the tests of who comes in and goes, and what they do at the door. */
import { type Browser, expect, type Page } from "@playwright/test";
import { inArray } from "drizzle-orm";
import { user } from "../db/schema";
import { codeAt } from "../lib/people/totp";
import { createUser } from "../lib/people/users";
import { signIn, specName } from "./sign-in";
import { withDatabase } from "./with-database";

export const PASSWORD = "battery staple one";
const BY = { id: null, name: "test" };

/** All that `named` gave. */
const given: string[] = [];

/** An e-mail of the spec's own: the database may be that of other specs. */
export function named(name: string): string {
  const email = `${name}-${specName()}@people.example`;
  given.push(email);
  return email;
}

/** Somebody who is there for the length of a test: with another admin about, others may not be the last one. */
export const made = (email: string, role: "editor" | "admin" = "editor") =>
  withDatabase((db) => createUser(db, { email, password: PASSWORD, role }, BY));

/** For afterAll: no admin of the spec's own stays behind. */
export const disableMade = () =>
  withDatabase((db) =>
    db.update(user).set({ disabledAt: new Date(), role: "editor" }).where(inArray(user.email, given)),
  );

export async function enter(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto("/sign-in?next=/admin/account");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A browser of somebody else. */
export const another = async (browser: Browser, options: object = {}) => (await browser.newContext(options)).newPage();

export const person = (page: Page, email: string) =>
  page.getByRole("list", { name: "Everyone" }).getByRole("listitem").filter({ hasText: email });

export const accountHeading = (page: Page) => page.getByRole("heading", { name: "Account", level: 1 });

/** The page of people, as the spec's own admin. */
export async function people(page: Page): Promise<void> {
  await signIn(page);
  await page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
}

/** Turns two-factor on; gives the app's secret and the recovery codes. */
export async function turnOn(page: Page, password = PASSWORD): Promise<{ secret: string; codes: string[] }> {
  await page.getByLabel("Your password").fill(password);
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = ((await page.locator(".secret").textContent()) ?? "").replace(/Secret:|\s/g, "");
  const field = page.getByLabel("The code that it shows");
  await field.fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText("This code does not fit")).toBeVisible();
  await field.fill(codeAt(secret, new Date()));
  await field.press("Enter");
  const list = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(list).toHaveCount(10);
  return { secret, codes: await list.allTextContents() };
}
