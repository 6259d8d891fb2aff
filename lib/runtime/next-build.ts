/** Builds the portal when the build there is not one of exactly these sources. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hasEnded, PROJECT_ROOT, spawnNode, stopChild } from "./children";
import { CommandError } from "./command-error";
import { claimInstance } from "./instance";

export const NEXT_BIN = "node_modules/next/dist/bin/next";
const SOURCES = [
  "app",
  "db",
  "lib",
  "public",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
/** Tests, and what they share. */
const NOT_BUILT = /\.test\.tsx?$|[/\\]testing[/\\]/;
const BUILD = join(PROJECT_ROOT, ".next");
/** `next build` empties its folder first, so an interrupted build has no fingerprint. */
const FINGERPRINT = join(BUILD, "gazette-sources");
const BUILD_ID = join(BUILD, "BUILD_ID");
/** It keeps this folder. */
const LOCK = join(BUILD, "cache", "gazette-build.json");
const RETRY_MS = 200;
const SHOWN_LINES = 60;

/**
 * Builds if needed. Of several processes one builds, the others wait for it.
 * @param begins is called before a build begins
 * @throws CommandError with the end of the build's output
 */
export async function ensureBuilt(env: NodeJS.ProcessEnv, begins: () => void, signal: AbortSignal): Promise<void> {
  const sources = await fingerprint(PROJECT_ROOT);
  const isBuilt = async () => (await readFile(FINGERPRINT, "utf8").catch(() => "")) === sources;
  if (await isBuilt()) return;
  for (;;) {
    const claim = await claimInstance(LOCK, { address: BUILD }).catch(notWritable);
    if ("heldBy" in claim) {
      await delay(RETRY_MS, undefined, { signal });
      continue;
    }
    try {
      if (await isBuilt()) return;
      begins();
      await rm(FINGERPRINT, { force: true });
      await build(env, signal);
      await mkdir(BUILD, { recursive: true });
      return await writeFile(FINGERPRINT, sources);
    } finally {
      await claim.release();
    }
  }
}

function notWritable(error: NodeJS.ErrnoException): never {
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error.code ?? "")) throw error;
  throw new CommandError(
    `${BUILD} cannot be written (${error.code}), and there is no build of these sources in it. ` +
      "Start Gazette once as the user its folder belongs to.",
  );
}

/** Without a database, so that nothing of one gets into what is built. Empty, since Next reads `.env` for what is unset. */
const NO_DATABASE = { DATABASE_URL: "", DATABASE_READ_URL: "" };

async function build(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  const child = spawnNode([NEXT_BIN, "build"], { ...env, ...NO_DATABASE }, "pipe");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const stop = () => void stopChild(child);
  signal.addEventListener("abort", stop);
  const code = hasEnded(child) ? child.exitCode : await new Promise((resolve) => child.once("close", resolve));
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code === 0 && (await readFile(BUILD_ID).catch(() => null))) return;
  const lines = output.trimEnd().split("\n").slice(-SHOWN_LINES);
  throw new CommandError(`${lines.join("\n")}\nThe build failed; its output is above.`);
}

/** A hash of the names and contents of everything a build is made of. */
export async function fingerprint(root: string): Promise<string> {
  const hash = createHash("sha256").update(process.version);
  for (const source of SOURCES) {
    for (const file of await files(root, source)) {
      const content = await readFile(join(root, file)).catch(() => null);
      if (content !== null) hash.update(`\0${file}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/** The file itself, or those below the folder, sorted; none where there is nothing. */
async function files(root: string, source: string): Promise<string[]> {
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === "ENOTDIR") return null;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (entries === null) return [source];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length))
    .filter((path) => !NOT_BUILT.test(path))
    .sort();
}
