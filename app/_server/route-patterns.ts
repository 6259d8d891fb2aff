/** Which route a path belongs to, such as `/news/[slug]`: as many as there are routes, whatever is asked for. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What belongs to no route: what is not there, and guesses at what might be. */
export const NO_ROUTE = "none";
const BUILT_FILES = "/_next";
/** Next's list of the app's routes: what the file is called, and the pattern of its address. */
const MANIFEST = join(".next", "app-path-routes-manifest.json");

type Node = { route?: string; rest?: string; one?: Node; fixed: Map<string, Node> };
export type RouteOf = (path: string) => string;

/** The routes of the build that runs; without one (while developing) every path is {@link NO_ROUTE}. */
export async function builtRoutes(): Promise<RouteOf> {
  try {
    const routes: Record<string, string> = JSON.parse(await readFile(MANIFEST, "utf8"));
    return routesOf(Object.values(routes));
  } catch {
    return () => NO_ROUTE;
  }
}

/** Like Next, a fixed segment goes before `[one]`, and that before `[...rest]`. */
export function routesOf(patterns: string[]): RouteOf {
  const root: Node = { fixed: new Map() };
  for (const pattern of patterns) plant(root, pattern);
  return (path) => {
    if (path.startsWith(`${BUILT_FILES}/`)) return BUILT_FILES;
    const segments = path.split("/").filter(Boolean);
    return find(root, segments, 0) ?? NO_ROUTE;
  };
}

function plant(root: Node, pattern: string): void {
  let node = root;
  for (const segment of pattern.split("/").filter(Boolean)) {
    if (segment.startsWith("[[...")) {
      // Also the address without any.
      node.route ??= pattern;
      node.rest = pattern;
      return;
    }
    if (segment.startsWith("[...")) {
      node.rest = pattern;
      return;
    }
    node = segment.startsWith("[") ? (node.one ??= { fixed: new Map() }) : below(node, segment);
  }
  node.route = pattern;
}

function below(node: Node, segment: string): Node {
  const known = node.fixed.get(segment);
  if (known) return known;
  const made: Node = { fixed: new Map() };
  node.fixed.set(segment, made);
  return made;
}

function find(node: Node, segments: string[], at: number): string | undefined {
  const segment = segments[at];
  if (segment === undefined) return node.route;
  const fixed = node.fixed.get(segment);
  return (fixed && find(fixed, segments, at + 1)) ?? (node.one && find(node.one, segments, at + 1)) ?? node.rest;
}
