import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,db,lib,scripts}/**/*.test.{ts,tsx}"],
    globalSetup: "./lib/testing/postgres.ts",
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
