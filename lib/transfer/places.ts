/** Where this import looks for files: what it does not see there is gone. */
import { lstat, stat } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { isPassedOver } from "./walk";

export type Places = {
  /** Absolute, each with all below it. */
  trees: string[];
  /** Absolute, of files given by themselves. */
  folders: string[];
};

export async function placesOf(paths: string[]): Promise<Places> {
  const places: Places = { trees: [], folders: [] };
  for (const path of paths) {
    if ((await stat(path).catch(() => null))?.isDirectory()) places.trees.push(resolve(path));
    else places.folders.push(dirname(resolve(path)));
  }
  return places;
}

/** Whether this import would have come across a file, and it is not there. */
export async function isGone(path: string, places: Places): Promise<boolean> {
  return isSeen(path, places) && !(await exists(path));
}

/** Whether the file that an article came from is to be looked for at another path from now on. */
export async function hasMoved(from: string | null, to: string, places: Places): Promise<boolean> {
  if (from === to) return false;
  // A copy in another folder of the same import is no move.
  return from === null || !isSeen(from, places) || !(await exists(from));
}

function isSeen(path: string, { trees, folders }: Places): boolean {
  return folders.includes(dirname(path)) || trees.some((tree) => isBelow(path, tree));
}

function isBelow(path: string, tree: string): boolean {
  const inner = relative(tree, path).split(sep);
  return inner[0] !== ".." && !inner.some(isPassedOver);
}

export const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );
