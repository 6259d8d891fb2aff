/** Finds a Chromium to test with: the one named, Playwright's own, the system's, else one from an npm package. */
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

const SYSTEM_BROWSERS = [
  // Without windows it takes half the time.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Keeps Chromium from calling home, and lets root start it (tests in containers run as root). */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Launch options for the first browser that is there; PLAYWRIGHT_CHROMIUM names one. */
export async function browserOptions(): Promise<LaunchOptions> {
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  if (named) return { executablePath: named, args: ARGS };
  const installed = [chromium.executablePath(), ...SYSTEM_BROWSERS].find((path) => existsSync(path));
  if (installed) return { executablePath: installed, args: ARGS };
  return packagedBrowser();
}

/** @sparticuz/chromium unpacks itself and, asked as on a bare server, the libraries that it needs. */
async function packagedBrowser(): Promise<LaunchOptions> {
  const before = { ...process.env };
  process.env.VERCEL = "1";
  const { default: packaged } = await import("@sparticuz/chromium");
  const executablePath = await packaged.executablePath();
  const env = { ...process.env } as Record<string, string>;
  // What the package set is for the browser alone: VERCEL in particular must not reach a build.
  for (const name of ["VERCEL", "LD_LIBRARY_PATH", "FONTCONFIG_PATH", "HOME"]) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  delete env.VERCEL;
  return { executablePath, args: ARGS, env };
}
