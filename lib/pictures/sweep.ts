/** Keeps a folder of files within a limit. */
import { readdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Down to this part of the limit, so that it isn't reached again at once. */
const KEPT = 0.9;
/** What is still being written is younger; older ones were left behind by a process that ended. */
const PART_LIFE_MS = 10 * 60 * 1000;
const STATS_AT_ONCE = 32;

type File = { path: string; bytes: number; usedMs: number };

/**
 * Deletes what was used longest ago where a folder has more than `maxBytes` bytes, and halves of files. Others may
 * do the same at once. Gives how many bytes there are then.
 */
export async function sweep(dir: string, { maxBytes, now }: { maxBytes: number; now: Date }): Promise<number> {
  const all = await filesBelow(dir);
  const isLeft = ({ path, usedMs }: File) => path.endsWith(".part") && now.getTime() - usedMs > PART_LIFE_MS;
  for (const { path } of all.filter(isLeft)) await rm(path, { force: true });
  const files = all.filter((file) => !isLeft(file));
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= maxBytes) return total;
  files.sort((a, b) => a.usedMs - b.usedMs);
  for (const { path, bytes } of files) {
    if (total <= maxBytes * KEPT) break;
    await rm(path, { force: true });
    // Empty by now, mostly; if not, it stays.
    await rmdir(join(path, "..")).catch(() => {});
    total -= bytes;
  }
  return total;
}

async function filesBelow(dir: string): Promise<File[]> {
  const entries = await readdir(/* turbopackIgnore: true */ dir, { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  const paths = entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
  const files: File[] = [];
  for (let at = 0; at < paths.length; at += STATS_AT_ONCE) {
    const batch = paths.slice(at, at + STATS_AT_ONCE).map(async (path) => {
      const found = await stat(path).catch(() => null);
      return found ? [{ path, bytes: found.size, usedMs: found.mtimeMs }] : [];
    });
    files.push(...(await Promise.all(batch)).flat());
  }
  return files;
}
