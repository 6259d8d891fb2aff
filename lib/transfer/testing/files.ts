/** Folders with article files, for tests. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** Front matter lines between fences, and a body. */
export const fileText = (lines: string, body = "") => `---\n${lines.trim()}\n---\n${body}`;

/** An article file that is taken; given fields replace or add to the usual ones, null leaves one out. */
export function articleText(fields: Record<string, string | null> = {}, body = ""): string {
  const all: Record<string, string | null> = {
    title: '"A title"',
    publishedDateTime: "2024-04-11T08:00:16Z",
    webUrl: '"https://a.example/one"',
    type: "article",
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [`${key}: ${value}`]));
  return fileText(lines.join("\n"), body);
}

/** The text of a `related` list. */
export const relatedText = (...keys: string[]) =>
  keys.map((key) => `\n  - title: "About ${key}"\n    webUrl: "${url(key)}"\n    quality: 40`).join("");

export const url = (key: string) => `https://${key}.example/story`;

/** A folder that is removed after the test file's tests. */
export function testFolder() {
  const root = mkdtempSync(join(tmpdir(), "gazette-files-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    root,
    path: (name: string) => join(root, name),
    write: (name: string, content: string | Uint8Array) => {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), content);
      return join(root, name);
    },
    remove: (name: string) => rmSync(join(root, name), { recursive: true }),
  };
}
