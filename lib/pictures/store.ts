/**
 * Pictures on disk, within a limit: what was used longest ago goes first. Several processes may share a folder; whatever
 * is not there is fetched or drawn again.
 */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sweep } from "./sweep";

/** The times of use are written down so often at most. */
const USE_STEP_MS = 60 * 60 * 1000;
/** So much of the limit is written before the folder is looked through again. */
const SWEEP_STEP = 0.05;

/** It can't be written: the disk is full, or not ours. */
export class NotKept extends Error {
  override name = "NotKept";
}

export type PictureStore = {
  /** A file of a picture; null when it is not here. */
  read: (key: string, name: string) => Promise<Buffer | null>;
  /** @throws NotKept */
  write: (key: string, name: string, bytes: Buffer) => Promise<void>;
  /** Bytes of all of it as the last look through the folder found, and what this process has written since. */
  size: () => Promise<number>;
  maxBytes: number;
};

/** @param dir made when it is first written to */
export function pictureStore({ dir, maxBytes }: { dir: string; maxBytes: number }): PictureStore {
  let found: Promise<number> | undefined;
  let written = 0;
  const seen = new Map<string, number>();

  const look = (): Promise<number> => {
    written = 0;
    found = sweep(dir, { maxBytes, now: new Date() }).catch(() => 0);
    return found;
  };

  function markUsed(path: string): void {
    const now = Date.now();
    if (now - (seen.get(path) ?? 0) < USE_STEP_MS) return;
    if (seen.size > 10_000) seen.clear();
    seen.set(path, now);
    // It may have gone meanwhile.
    utimes(path, now / 1000, now / 1000).catch(() => {});
  }

  return {
    maxBytes,
    async read(key, name) {
      const path = join(dir, key.slice(0, 2), key, name);
      try {
        const bytes = await readFile(/* turbopackIgnore: true */ path);
        markUsed(path);
        return bytes;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    async write(key, name, bytes) {
      found ??= look();
      const folder = join(dir, key.slice(0, 2), key);
      const passing = join(folder, `${name}.${randomBytes(6).toString("hex")}.part`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(/* turbopackIgnore: true */ passing, bytes);
        // Nobody ever reads half of it.
        await rename(passing, join(folder, name));
      } catch (error) {
        await rm(passing, { force: true }).catch(() => {});
        throw new NotKept((error as Error).message, { cause: error });
      }
      written += bytes.length;
      if (written > maxBytes * SWEEP_STEP || (await found) + written > maxBytes) await look();
    },
    async size() {
      return (await (found ??= look())) + written;
    },
  };
}
