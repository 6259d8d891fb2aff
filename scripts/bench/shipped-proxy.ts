/** The configuration of nginx that the project ships, on ports and folders of this run. */
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT_ROOT } from "@/lib/runtime/children";

const SHIPPED = join(PROJECT_ROOT, "deploy/nginx/gazette.conf");

/** Gives what stands in `http { … }` for a port; null where the project has none. */
export async function shippedProxy(portal: string, folder: string): Promise<((port: number) => string) | null> {
  const shipped = await readFile(SHIPPED, "utf8").catch(() => null);
  if (shipped === null) return null;
  const cache = join(folder, "cache");
  await mkdir(cache, { recursive: true });
  return (port) =>
    shipped
      .replaceAll("127.0.0.1:3000", new URL(portal).host)
      .replaceAll("/var/cache/nginx", cache)
      .replaceAll(/^(\s*)listen 80\b/gm, `$1listen 127.0.0.1:${port}`)
      .replaceAll(/^(\s*)server_name [^;]+/gm, "$1server_name _");
}
