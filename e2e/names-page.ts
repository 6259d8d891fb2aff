/** What the tests of topics and providers share. */
import type { Page } from "@playwright/test";
import { expectNoExcess, expectNoViolations } from "./axe";

/** What was just done, as the toast says it. */
export const toast = (page: Page, text: string | RegExp) =>
  page.locator(".toasts").getByText(text, typeof text === "string" ? { exact: true } : {});

export async function expectNothingOfAxe(page: Page): Promise<void> {
  await expectNoViolations(page);
  await expectNoExcess(page);
}
