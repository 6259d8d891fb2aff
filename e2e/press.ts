/** Presses keys in the newsroom, as somebody does who sees that the page is there. */
import { expect, type Page } from "@playwright/test";

/** A key that is pressed before the room's script runs would do nothing. */
export async function press(page: Page, key: string): Promise<void> {
  await expect(page.locator("html[data-keys]")).toHaveCount(1);
  await page.keyboard.press(key);
}
