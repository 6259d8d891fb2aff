/** The description describes every route that there is, and no other. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openApi } from "./openapi";
import { OPERATIONS } from "./operations";

const API = fileURLToPath(new URL("../../app/api/", import.meta.url));
/** For our own pages, for machines that watch the portal, and the address of what is not there. */
const OWN = /^(?:newsroom|auth|metrics|health\/live|health\/ready|\[\.\.\.path\])(?:\/|$)/;

const folders = readdirSync(API, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith("route.ts") && !OWN.test(path))
  .map((path) => path.replace(/\/route\.ts$/, ""));
/** What a folder calls `n`, the description calls what it is. */
const pathOf = (folder: string) => `/api/${folder.replace("[n]", "{page}").replaceAll("[", "{").replaceAll("]", "}")}`;

test("each route below /api is described, with the methods that it takes", () => {
  expect(folders.length).toBeGreaterThan(10);
  expect(new Set(OPERATIONS.map(({ path }) => path))).toEqual(new Set(folders.map(pathOf)));
  for (const folder of folders) {
    const source = readFileSync(join(API, folder, "route.ts"), "utf8");
    const described = OPERATIONS.filter(({ path }) => path === pathOf(folder)).map(({ method }) => method);
    const written = ["put", "patch", "post"].filter((method) =>
      source.includes(`export const ${method.toUpperCase()} = tokenRoute(`),
    );
    expect(described.filter((method) => method !== "get").toSorted(), folder).toEqual(written.toSorted());
  }
});

test("operations have ids of their own, and every reference leads somewhere", () => {
  const ids = OPERATIONS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const description = openApi({ name: "Gazette", url: "https://gazette.example" });
  const text = JSON.stringify(description);
  const { schemas } = description.components as { schemas: Record<string, unknown> };
  const references = [...text.matchAll(/"\$ref":"([^"]*)"/g)].map(([, to = ""]) => to);
  expect(references.length).toBeGreaterThan(20);
  expect(references.filter((to) => !(to.replace("#/components/schemas/", "") in schemas))).toEqual([]);
  expect(text).not.toContain("$defs");
});

test("what stands in a path is described", () => {
  for (const { path, variables = [] } of OPERATIONS) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(
      variables.map(({ name }) => name),
      path,
    ).toEqual(named);
  }
});
