import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  cacheHandler: fileURLToPath(new URL("./app/_server/page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0,
  // Native modules and their like stay outside the bundles.
  serverExternalPackages: ["@node-rs/argon2", "sharp"],
  // Types are checked by `npm test`; a start need not repeat it.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
};

export default config;
