/** `npm run screenshot`: pictures for the README, taken from the portal that runs at SITE_URL. */
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { browserOptions } from "./browser";

const FOLDER = "docs/pictures";
const SHOTS = [
  { name: "front", path: "/", width: 1280, height: 1500, colorScheme: "light" },
  { name: "front-dark", path: "/", width: 1280, height: 1500, colorScheme: "dark" },
  { name: "front-phone", path: "/", width: 390, height: 844, colorScheme: "light" },
] as const;

const address = process.env.SITE_URL ?? `http://localhost:${process.env.PORT ?? 3000}`;
const browser = await chromium.launch(await browserOptions());
await mkdir(FOLDER, { recursive: true });
for (const { name, path, colorScheme, ...viewport } of SHOTS) {
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(address + path, { waitUntil: "networkidle" });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  console.log(`${FOLDER}/${name}.png`);
}
await browser.close();
