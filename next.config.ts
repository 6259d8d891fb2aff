import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  cacheHandler: fileURLToPath(new URL("./app/_server/page-cache.mjs", import.meta.url)),
  cacheMaxMemorySize: 0,
  // Native modules and their like stay outside the bundles.
  serverExternalPackages: ["@node-rs/argon2", "sharp", "pino"],
  // Types are checked by `npm test`; a start need not repeat it.
  typescript: { ignoreBuildErrors: true },
  // Search engines look for the key of IndexNow beside the front page, where a folder can't be named by it.
  rewrites: async () => [{ source: "/:key([a-zA-Z0-9-]{8,128}).txt", destination: "/indexnow/:key" }],
  turbopack: { root: fileURLToPath(new URL(".", import.meta.url)) },
};

export default config;
