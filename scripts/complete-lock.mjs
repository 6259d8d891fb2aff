/**
 * Completes package-lock.json. npm leaves packages of other platforms out of it when it cannot see them while it
 * installs, and `npm ci` refuses such a lock: for each optional dependency that cannot be found in the lock, this adds
 * an entry that says for which platform it is, read from the package's name. Run after `npm install`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ version?: string, optionalDependencies?: Record<string, string>, dev?: boolean, devOptional?: boolean,
 *   optional?: boolean, cpu?: string[], os?: string[], libc?: string[] }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 */

/** @type {Record<string, string>} */
const SYSTEMS = {
  aix: "aix",
  android: "android",
  androideabi: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  linuxmusl: "linux",
  netbsd: "netbsd",
  openbsd: "openbsd",
  openharmony: "openharmony",
  sunos: "sunos",
  win32: "win32",
  windows: "win32",
};
/** @type {Record<string, string>} */
const PROCESSORS = {
  arm: "arm",
  arm64: "arm64",
  ia32: "ia32",
  loong64: "loong64",
  mips64el: "mips64el",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  wasm32: "wasm32",
  x64: "x64",
};

/**
 * The platform a package's name tells, such as `@next/swc-linux-x64-musl`; null when it tells none.
 * @param {string} name
 * @returns {Pick<Entry, "cpu" | "os" | "libc"> | null}
 */
export function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  if (!os && !cpu) return null;
  const musl = words.some((word) => word.includes("musl"));
  const gnu = words.some((word) => word.startsWith("gnu"));
  return {
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(os === "linux" && musl && { libc: ["musl"] }),
    ...(os === "linux" && gnu && { libc: ["glibc"] }),
  };
}

/**
 * Where npm would find `name` for the package at `from`: in its own node_modules, or in those above.
 * @param {Lock} lock
 * @param {string} from
 * @param {string} name
 */
function isInLock({ packages }, from, name) {
  for (let folder = from; ; ) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true;
    if (folder === "") return false;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1));
  }
}

/**
 * Adds what is missing, in place.
 * @param {Lock} lock
 * @returns {{ added: string[], unknown: string[] }} the packages added, and those whose name tells no platform
 */
export function completeLock(lock) {
  const added = [];
  const unknown = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isInLock(lock, path, name)) continue;
      const platform = platformOf(name);
      if (!platform || !/^\d/.test(version)) {
        unknown.push(name);
        continue;
      }
      const { cpu, os, libc } = platform;
      lock.packages[`node_modules/${name}`] = {
        version,
        ...(cpu && { cpu }),
        ...((entry.dev || entry.devOptional) && { dev: true }),
        ...(libc && { libc }),
        optional: true,
        ...(os && { os }),
      };
      added.push(name);
    }
  }
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  lock.packages = Object.fromEntries(sorted);
  return { added, unknown };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const { added, unknown } = completeLock(lock);
  for (const name of unknown) console.error(`${name} is not in package-lock.json, and its name tells no platform.`);
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(added.length > 0 ? `Added ${added.length}: ${added.join(", ")}.` : "package-lock.json is complete.");
  if (unknown.length > 0) process.exitCode = 1;
}
