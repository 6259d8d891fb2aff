/** Files by which processes find each other and their secrets: complete or not there, over a power failure too. */
import { randomBytes } from "node:crypto";
import { link, open, readFile, rename, rm, stat } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

const CLAIM_POLL_MS = 5;
/** Replacing takes milliseconds: an older claim is that of a process that died. */
const MAX_CLAIM_AGE_MS = 5_000;

/** The text of the file; null when there is none. */
export async function textOf(path: string): Promise<string | null> {
  return readFile(path, "utf8").catch((error) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
}

/** The JSON in the file; null when there is none, or a torn one: a crash may leave a file empty. */
export async function jsonOf(path: string): Promise<unknown> {
  const text = await textOf(path);
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Makes the file, unless there is one that counts. Of several processes that try at once, one succeeds.
 * @param holds gives what a file says, and null for one that does not count, which is replaced
 * @returns what the file there says, or null when it is ours
 */
export async function makeUnlessHeld<T>(
  path: string,
  text: string,
  holds: (path: string) => Promise<T | null>,
): Promise<T | null> {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeDurably(draft, text);
    // Linking fails where there is a file, and makes the complete one appear at once.
    while (!(await linked(draft, path))) {
      const held = await holds(path);
      if (held !== null) return held;
      if (await replaced(draft, path, holds)) return null;
    }
    return null;
  } finally {
    await rm(draft, { force: true });
  }
}

/** A name may reach the disk before what it names: without the sync, a crash leaves an empty file. */
async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Puts the draft in place of a file that does not count. The file is there at every moment, so that nobody makes one
 * beside it; and of those who would replace it one at a time may.
 */
async function replaced<T>(draft: string, path: string, holds: (path: string) => Promise<T | null>): Promise<boolean> {
  const claim = `${path}.claim`;
  if (!(await linked(draft, claim))) {
    await forgetOldClaim(claim);
    await delay(CLAIM_POLL_MS);
    return false;
  }
  try {
    // Who had the claim before may have made a good one; and one that is gone is made, not replaced.
    if ((await textOf(path)) === null || (await holds(path)) !== null) return false;
    await rename(draft, path);
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

async function forgetOldClaim(claim: string): Promise<void> {
  const made = await stat(claim).catch(() => null);
  if (made && Date.now() - made.mtimeMs > MAX_CLAIM_AGE_MS) await rm(claim, { force: true });
}

async function linked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error) => {
      if (error.code === "EEXIST") return false;
      throw error;
    },
  );
}
