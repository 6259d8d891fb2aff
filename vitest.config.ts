import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,db,lib,scripts}/**/*.test.{ts,tsx}"],
    // `npm run test:long` sets it.
    exclude: process.env.LONG_TESTS ? [] : ["**/*.long.test.ts"],
    globalSetup: ["./lib/testing/postgres.ts", "./lib/testing/meilisearch.ts"],
    // Most of them wait for Postgres at times; one core fewer would leave half of two cores idle.
    maxWorkers: "100%",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
