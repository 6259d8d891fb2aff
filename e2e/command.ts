/** Runs the project's commands against the portal under test. */
import { execFile } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const env = { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR, PORT: process.env.E2E_PORT };

/** `npm run NAME -- ARGS`; rejects when it exits other than 0. */
export async function command(name: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", name, "--", ...args], { cwd: root, env });
  return stdout;
}

export type ArticleFile = { title: string; excerpt?: string; quality?: number; published?: boolean; shown?: string };

/**
 * Writes an article file as operators have them and imports it; the same title again is the same file. Gives the slug.
 * `shown` is the title in the file, where it differs from the one that names the file.
 */
export async function importArticle({
  title,
  excerpt = "",
  quality = 90,
  published = true,
  shown = title,
}: ArticleFile): Promise<string> {
  const day = new Date().toISOString();
  const slug = `${day.slice(0, 10)}-${title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const folder = await mkdtemp(join(tmpdir(), "gazette-articles-"));
  const file = `---
category: news
title: ${JSON.stringify(shown)}
excerpt: ${JSON.stringify(excerpt)}
publishedDateTime: ${day.slice(0, 19)}Z
originalUrl: "https://example.com/${slug}"
webUrl: "https://example.com/${slug}"
type: article
quality: ${quality}
heat: ${quality}
published: ${published}
provider:
  name: Example Press
  domain: example.com
topics:
  - Databases
---
`;
  await writeFile(join(folder, `${slug}.md`), file);
  await command("import", folder);
  return slug;
}
