/** Presses keys in the newsroom, as somebody does who sees that the page is there. */
import { expect, type Page } from "@playwright/test";

/** Waits until the room's script runs: what is pressed or marked before would do nothing. */
export async function isReady(page: Page): Promise<void> {
  await expect(page.locator("html[data-keys]")).toHaveCount(1);
}

export async function press(page: Page, key: string): Promise<void> {
  await isReady(page);
  await page.keyboard.press(key);
}
