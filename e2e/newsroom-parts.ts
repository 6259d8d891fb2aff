/**
 * Every page, every route that writes and every action of the newsroom. They are found by reading the folders and the
 * build, so that a new one can't be forgotten.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** Reached with a one-time link, or while signing in, instead of a session. */
const OPEN = /^app\/(?:admin\/setup|sign-in)\//;

export const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const filesBelow = (folder: string, name: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .filter((path) => name.test(path) && !OPEN.test(path))
    .sort();

export const PAGES = filesBelow("app/admin", /\/page\.tsx$/);
/** Routes at addresses of the newsroom, for files: downloads, and uploads. */
export const FILES = filesBelow("app/admin", /\/route\.ts$/);
export const takes = (file: string, method: "GET" | "POST") =>
  new RegExp(`export (?:const|async function|function) ${method}\\b`).test(read(file));
export const ROUTES = filesBelow("app/api/newsroom", /\/route\.ts$/);
/** Routes that programs write to, with tokens: a session opens none of them. */
export const TOKEN_ROUTES = filesBelow("app/api/v1/admin", /\/route\.ts$/);
/** Whether what this file answers is for admins alone. */
export const isAdmins = (source: string) =>
  /requireRole\("admin"|admin(?:Route|Download|Upload)\(|mayAct\(\w+, "admin"\)/.test(source);

type Manifest = { node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }> };
export type Action = { id: string; page: string; name: string; forAdmins: boolean };

/** The actions that the build gives out, each with a page that has it. */
export function actions(): Action[] {
  const { node } = JSON.parse(read(".next/server/server-reference-manifest.json")) as Manifest;
  return Object.entries(node).flatMap(([id, { workers, filename, exportedName }]) => {
    const [page] = Object.keys(workers).filter((worker) => worker.startsWith("app/admin/"));
    if (OPEN.test(filename) || !page) return [];
    const made = new RegExp(`export const ${exportedName} = (editor|admin)Action\\(`).exec(read(filename));
    // What isn't wrapped is found by app/admin/guarded.test.ts.
    return [{ id, page: `${page}.tsx`, name: `${filename} ${exportedName}`, forAdmins: made?.[1] === "admin" }];
  });
}

/** What stands for a part of an address that varies, by that part and the one before it; newsroom-walk.ts says them. */
export const EXAMPLES: Record<string, string> = {};

/** The address of what a file of `app/` answers. */
export function addressOf(file: string): string {
  const parts = file
    .replace(/^app/, "")
    .replace(/\/(?:page\.tsx|route\.ts)$/, "")
    .split("/")
    .filter((part) => !/^\(.*\)$/.test(part));
  const filled = parts.map((part, index) => {
    if (!part.startsWith("[")) return part;
    if (part.startsWith("[[...")) return null;
    if (part.startsWith("[...")) return "no-such-page";
    const example = EXAMPLES[`${parts[index - 1]}/${part}`];
    if (example === undefined)
      throw new Error(`Say in newsroom-walk.ts what ${parts[index - 1]}/${part} may be: ${file}`);
    return example;
  });
  return filled.filter((part) => part !== null).join("/");
}
