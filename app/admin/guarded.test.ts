/** Pages and actions of the newsroom can't forget to ask who is there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ADMIN = fileURLToPath(new URL(".", import.meta.url));
/** Reached with a one-time link instead of a session. */
const OPEN = /^setup\//;

const files = readdirSync(ADMIN, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
const source = (path: string) => readFileSync(join(ADMIN, path), "utf8");
const pages = files.filter((path) => /(^|\/)page\.tsx?$/.test(path) && !OPEN.test(path));
const actions = files.filter((path) => /\.tsx?$/.test(path) && !OPEN.test(path) && isServerFile(source(path)));

/** Routes for files, such as a download. */
const filesAsked = files.filter((path) => /(^|\/)route\.ts$/.test(path));

const ROUTES = fileURLToPath(new URL("../api/newsroom/", import.meta.url));
const routes = readdirSync(ROUTES, { recursive: true, encoding: "utf8" }).filter((path) => /route\.ts$/.test(path));

/** Files to send and to fetch. */
const fileRoutes = files.filter((path) => /^\(room\)\/data\/.*route\.ts$/.test(path));

/** Whose exports anybody can call over HTTP. */
function isServerFile(text: string): boolean {
  return /^\s*["']use server["'];?/m.test(text);
}

/** What a file exports that isn't wrapped. */
function unguarded(text: string): string[] {
  const exported = [...text.matchAll(/^\s*export\s+(?!type\b|interface\b)(.*)$/gm)].map(([, rest = ""]) => rest);
  return exported.filter((rest) => !/^const \w+ = (?:editorAction|adminAction)\(/.test(rest));
}

test("there are pages and actions to look at", () => {
  expect(pages.length).toBeGreaterThan(2);
  expect(actions.length).toBeGreaterThan(0);
  expect(routes.length).toBeGreaterThan(2);
  expect(fileRoutes.length).toBeGreaterThan(2);
});

test.each(routes)("/api/newsroom/%s exports editorRoute or adminRoute only", (path) => {
  const text = readFileSync(join(ROUTES, path), "utf8");
  const exported = [...text.matchAll(/^\s*export\s+(?!type\b)(.*)$/gm)].map(([, rest = ""]) => rest);
  expect(exported.filter((rest) => !/^const POST = (?:editorRoute|adminRoute)\(/.test(rest))).toEqual([]);
});

const TOKEN_ROUTES = fileURLToPath(new URL("../api/v1/admin/", import.meta.url));
const tokenRoutes = readdirSync(TOKEN_ROUTES, { recursive: true, encoding: "utf8" }).filter((path) =>
  /route\.ts$/.test(path),
);

test.each(tokenRoutes)("/api/v1/admin/%s exports tokenRoute, and refusals of other methods, only", (path) => {
  const text = readFileSync(join(TOKEN_ROUTES, path), "utf8");
  const exported = [...text.matchAll(/^\s*export\s+(?!type\b)(.*)$/gm)].map(([, rest = ""]) => rest);
  expect(exported.length).toBeGreaterThan(1);
  const isRefusal = /^\{ (?:(?:refuse as (?:GET|PUT|PATCH|POST|DELETE)|tell as OPTIONS)(?:, )?)+ \};$/;
  const others = exported.filter((rest) => !/^const (?:GET|PUT|PATCH|POST|DELETE) = tokenRoute\(/.test(rest));
  expect(others.filter((rest) => !isRefusal.test(rest))).toEqual([]);
});

test.each(fileRoutes)("%s exports adminDownload or adminUpload only", (path) => {
  const exported = [...source(path).matchAll(/^\s*export\s+(?!type\b)(.*)$/gm)].map(([, rest = ""]) => rest);
  expect(exported).toHaveLength(1);
  expect(exported[0]).toMatch(/^const (?:GET = adminDownload|POST = adminUpload)\(/);
});

test.each(pages)("%s begins with requireRole", (path) => {
  expect(source(path)).toMatch(/await requireRole\(/);
  expect(source(path)).toMatch(/export const dynamic = "force-dynamic"/);
});

test.each(filesAsked)("%s asks who is there, in each of its methods", (path) => {
  const text = source(path);
  const methods = [...text.matchAll(/^\s*export\s+(?!type\b|const dynamic\b)(.*)$/gm)].map(([, rest = ""]) => rest);
  const wrapped = methods.filter((rest) => /^const (?:GET|POST) = (?:adminDownload|adminUpload)\(/.test(rest));
  const asking = text.match(/^export async function (?:GET|POST)\(/gm) ?? [];
  expect(wrapped.length + asking.length).toBe(methods.length);
  expect(text.match(/await requireRole\(/g) ?? []).toHaveLength(asking.length);
});

test.each(actions)("%s exports editorAction or adminAction only", (path) => {
  expect(unguarded(source(path))).toEqual([]);
  // A function in the middle of a file would be open without an export.
  expect(source(path).match(/["']use server["']/g)).toHaveLength(1);
  expect(source(path)).toMatch(/^["']use server["']/);
});

test("what isn't wrapped is found", () => {
  const found = unguarded(`
    export const save = editorAction(form, async () => undefined);
    export async function open() {}
    export const bare = async () => {};
    export default function () {}
    export { other } from "./other";
    export type Fine = string;`);
  expect(found.map((rest) => rest.split(" ").slice(0, 3).join(" "))).toEqual([
    "async function open()",
    "const bare =",
    "default function ()",
    "{ other }",
  ]);
});

test("no loading.tsx, which would turn redirects into 200", () => {
  expect(files.filter((path) => /(^|\/)loading\.(tsx?|jsx?)$/.test(path))).toEqual([]);
});
