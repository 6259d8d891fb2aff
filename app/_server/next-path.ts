/** Where to go after signing in: only to a path of this site, whatever the address asks for. */

const HERE = "http://here.invalid";
const DEFAULT_PATH = "/admin/articles";

/** The path to follow, or the newsroom's first page when `asked` leads elsewhere or back to the sign-in page. */
export function nextPath(asked: string | string[] | null | undefined): string {
  if (typeof asked !== "string" || !asked.startsWith("/")) return DEFAULT_PATH;
  // Resolved as a browser would: `//host`, `/\host` and `/<tab>/host` all lead to another host.
  const resolved = URL.canParse(asked, HERE) ? new URL(asked, HERE) : null;
  if (resolved?.origin !== HERE || resolved.pathname.startsWith("//")) return DEFAULT_PATH;
  if (/^\/sign-in(\/|$)/.test(resolved.pathname) || resolved.pathname.startsWith("/api/")) return DEFAULT_PATH;
  return resolved.pathname + resolved.search + resolved.hash;
}

/** The sign-in page that leads back to `path`. */
export function signInPath(path: string): string {
  return `/sign-in?next=${encodeURIComponent(path)}`;
}
