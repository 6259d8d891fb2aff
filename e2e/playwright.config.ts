import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, devices } from "@playwright/test";
import { ADMIN } from "./admin";
import { browserOptions } from "./browser";
import { freePort } from "./free-port";

// The configuration is read again by each worker: what is chosen here goes on through the environment.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), "gazette-e2e-"));
// A Meilisearch that is set may be in use: what the tests write there has names of its own. Commands take it, too.
process.env.E2E_SEARCH_INDEX ??= `gazette-e2e-${randomBytes(6).toString("hex")}`;
process.env.MEILISEARCH_INDEX = process.env.E2E_SEARCH_INDEX;
process.env.E2E_BROWSER ??= JSON.stringify(await browserOptions());
const baseURL = `http://localhost:${process.env.E2E_PORT}`;
const START_TIMEOUT_MS = 240_000;

const ALONE = /@alone/;

const desktop = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };
const phone = { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } };

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  globalTeardown: "./teardown.ts",
  use: {
    baseURL,
    launchOptions: JSON.parse(process.env.E2E_BROWSER),
    trace: "retain-on-failure",
    // Pages come from the portal alone, but where reading offline is what is tested.
    serviceWorkers: "block",
  },
  projects: [
    { name: "desktop", use: desktop, grepInvert: ALONE },
    // Processes, feeds and what the newsroom's forms do are the same at every width.
    {
      name: "phone",
      use: phone,
      testIgnore: /instances|feed|at-once|hostile|strict|admin-search|newsroom|\/(?:api|found)\.spec/,
    },
    { name: "desktop without JavaScript", use: { ...desktop, javaScriptEnabled: false }, testMatch: /reading|journey/ },
    { name: "phone without JavaScript", use: { ...phone, javaScriptEnabled: false }, testMatch: /reading|journey/ },
    // What is timed, when the others are done: beside them it would measure these.
    { name: "alone", use: desktop, grep: ALONE, dependencies: ["desktop", "phone"] },
  ],
  webServer: {
    command: "npm start",
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    url: `${baseURL}/api/health`,
    timeout: START_TIMEOUT_MS,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    stdout: "pipe",
    env: {
      PORT: process.env.E2E_PORT,
      DATA_DIR: process.env.E2E_DATA_DIR,
      DATABASE_URL: "",
      MEILISEARCH_INDEX: process.env.E2E_SEARCH_INDEX,
      SITE_URL: baseURL,
      SAMPLE_CONTENT: "on",
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    },
  },
});
