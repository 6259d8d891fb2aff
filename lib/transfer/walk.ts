/** The files below a folder that import may take, one by one, so that a folder of any size fits into memory. */
import type { Dirent } from "node:fs";
import { lstat, opendir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { Refusal } from "./refusal";

export type Kind = "article" | "topic" | "organization";
export type FoundFile = {
  path: string;
  /** From the folder it is in; null where only its content can tell. */
  kind: Kind | null;
  /** Whether it is passed over, instead of refused, when its content is something else. */
  lenient: boolean;
};
export type Found = FoundFile | { path: string; refusal: Refusal };

/** Files that repositories have beside their content. */
const NOT_CONTENT = /^(?:readme|license|changelog|contributing|code_of_conduct|security)\b.*\.md$/i;

/** A name that says that it is an article, wherever it lies. */
const DATED = /^\d{4}-\d{2}-\d{2}-.+\.md$/i;

/** Whether a file or folder of that name, found in a folder, is nobody's content. */
export const isPassedOver = (name: string) => name.startsWith(".") || name === "node_modules";

/** A file as given, or everything below a folder. @throws when the path is not there. */
export async function* walk(path: string): AsyncGenerator<Found> {
  const stats = await lstat(path);
  const target = stats.isSymbolicLink() ? await stat(path).catch(() => null) : stats;
  if (target?.isDirectory()) {
    const root = await realpath(path);
    yield* walkFolder({ path, root, lenient: false });
  } else if (!/\.(?:md|ya?ml)$/i.test(path)) {
    yield { path, refusal: new Refusal("its name ends neither in .md nor in .yaml") };
  } else {
    const root = await realpath(dirname(path));
    const link = stats.isSymbolicLink() ? await linked(path, root, false) : null;
    yield link ?? { path, kind: kindOf(path), lenient: false };
  }
}

type Folder = { path: string; root: string; lenient: boolean };

async function* walkFolder({ path, root, lenient }: Folder): AsyncGenerator<Found> {
  const folders: Folder[] = [];
  // Beside the content of a portal stand pages and tools that are nobody's articles.
  const isPortal = (await isFolder(join(path, "_news"))) || (await isFolder(join(path, "_data")));
  for await (const entry of await opendir(path)) {
    if (isPassedOver(entry.name)) continue;
    const inner = join(path, entry.name);
    if (entry.isDirectory()) {
      const isContent = entry.name === "_news" || entry.name === "_data";
      folders.push({ path: inner, root, lenient: !isContent && (lenient || isPortal) });
      continue;
    }
    const found = await inspected(entry, inner, root, lenient || isPortal);
    if (found) yield found;
  }
  for (const folder of folders) yield* walkFolder(folder);
}

async function inspected(entry: Dirent, path: string, root: string, lenient: boolean): Promise<Found | null> {
  if (entry.isSymbolicLink()) return linked(path, root, lenient);
  if (!/\.(?:md|ya?ml)$/i.test(entry.name)) return null;
  const kind = kindOf(path);
  if (!entry.isFile()) return { path, refusal: new Refusal("it is not a regular file") };
  return { path, kind, lenient: isPassable(path, kind, lenient) };
}

/** Links to files inside are followed; those to folders inside are not, since the walk comes there anyway. */
async function linked(path: string, root: string, lenient: boolean): Promise<Found | null> {
  const isContent = /\.(?:md|ya?ml)$/i.test(path);
  const target = await realpath(path).catch(() => null);
  if (target === null) return isContent ? { path, refusal: new Refusal("it is a symbolic link to nothing") } : null;
  const targetIsFolder = await isFolder(target);
  if (!target.startsWith(root + sep) && (isContent || targetIsFolder)) {
    return { path, refusal: new Refusal("it is a symbolic link out of its folder") };
  }
  if (!isContent || targetIsFolder) return null;
  const kind = kindOf(path);
  return { path, kind, lenient: isPassable(path, kind, lenient) };
}

function isPassable(path: string, kind: Kind | null, lenient: boolean): boolean {
  if (kind !== null || DATED.test(basename(path))) return false;
  return lenient || /\.ya?ml$/i.test(path) || NOT_CONTENT.test(basename(path));
}

/** What the folder says that its files are. */
function kindOf(path: string): Kind | null {
  const folders = resolve(dirname(path)).split(sep);
  const below = (outer: string, inner: string) =>
    folders.some((name, at) => name === inner && folders[at - 1] === outer);
  const isYaml = /\.ya?ml$/i.test(path);
  if (isYaml) return below("_data", "topics") ? "topic" : null;
  if (below("_data", "organizations")) return "organization";
  return folders.includes("_news") ? "article" : null;
}

const isFolder = (path: string) =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
