/** One portal for one DATA_DIR: who runs it is noted in a file, which also tells commands where it answers. */
import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { birthOf } from "./processes";

/** `birth` tells the process from a later one with the same number; `address` is where people go. */
export type Instance = Claim & { pid: number; birth: string };
/** `host` and `port`: where it listens. */
export type Claim = { address: string; host?: string; port?: number };

export const instanceFile = (dataDir: string) => join(dataDir, "portal.json");

/** Whoever has claimed `path` and is still there. */
export async function instanceAt(path: string): Promise<Instance | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  const found = JSON.parse(text) as Instance;
  return birthOf(found.pid) === found.birth ? found : null;
}

/**
 * Claims `path` for this process.
 * @returns how to give it back, or whoever has it.
 */
export async function claimInstance(
  path: string,
  claim: Claim,
): Promise<{ release: () => Promise<void> } | { heldBy: Instance }> {
  await mkdir(dirname(path), { recursive: true });
  const mine: Instance = { pid: process.pid, birth: birthOf(process.pid) ?? "", ...claim };
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, JSON.stringify(mine), { mode: 0o600 });
  try {
    // Linking fails where there is a file, and makes the complete one appear at once.
    while (!(await linked(draft, path))) {
      const heldBy = await instanceAt(path);
      if (heldBy) return { heldBy };
      await removeStale(path, `${draft}-stale`);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => rm(path, { force: true }) };
}

/** Takes the file away and looks again: between our look and this, another process may have claimed it. */
async function removeStale(path: string, aside: string): Promise<void> {
  await rename(path, aside).catch(() => {});
  if (await instanceAt(aside)) await linked(aside, path);
  await rm(aside, { force: true });
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
