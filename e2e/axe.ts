/** What every page must be: without a finding of axe, and no wider than the window. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WIDTHS_PX = [320, 390, 1280];

/** Axe finds nothing. `what`: the state of the page, for the message. */
export async function expectNoViolations(page: Page, what?: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
    what,
  ).toEqual([]);
}

/** Axe finds nothing, light and dark. */
export async function expectNoViolationsInBoth(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page, colorScheme);
  }
}

/** Nothing scrolls sideways, from the narrowest phone to a desk. Leaves the window at its widest. */
export async function expectNoExcess(page: Page, what = ""): Promise<void> {
  for (const width of WIDTHS_PX) {
    await page.setViewportSize({ width, height: 800 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess, `${what} ${width} px`).toBe(0);
  }
}
