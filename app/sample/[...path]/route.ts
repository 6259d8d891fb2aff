import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDERS = ["images", "logos"];

/** `/sample/images/{name}.svg` and `/sample/logos/{name}.svg`: the pictures of the sample content. */
export async function GET(_request: Request, { params }: RouteContext<"/sample/[...path]">) {
  const [folder, name, ...more] = (await params).path;
  const file = folder && name && more.length === 0 ? await sampleFile(folder, name) : null;
  if (file === null) return new Response("Not found", { status: 404 });
  return new Response(file, {
    headers: {
      "content-type": "image/svg+xml",
      "cache-control": "public, max-age=86400",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      "x-content-type-options": "nosniff",
    },
  });
}

/** Only what a listing of the folder names is read, so no address leads out of it. */
async function sampleFile(folder: string, name: string): Promise<string | null> {
  if (!FOLDERS.includes(folder) || !name.endsWith(".svg")) return null;
  const path = join(/* turbopackIgnore: true */ process.cwd(), "scripts", "sample", folder);
  const names: string[] = await readdir(path).catch(() => []);
  return names.includes(name) ? readFile(join(path, name), "utf8") : null;
}
