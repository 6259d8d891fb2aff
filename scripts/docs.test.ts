import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { PROJECT_ROOT } from "@/lib/runtime/children";
import packageJson from "../package.json";
import { blocksOf, indentedLines, LANGUAGES, WORDS_OF_SH } from "./check-docs/blocks";
import { commandsIn } from "./check-docs/commands";
import { NEEDS_DOCKER } from "./check-docs/page";

const PAGES = [
  ...readdirSync(PROJECT_ROOT).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(PROJECT_ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
/** Those of npm itself. */
const OF_NPM = ["ci", "install", "start", "test", "audit"];

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(join(PROJECT_ROOT, page), "utf8");

  test("links lead to files that are there, and to headings in them", () => {
    const links = [...text.matchAll(/\]\((?!\w+:|\/)([^)\s#]*)(#[^)\s]*)?\)/g)];
    for (const [, path = "", heading] of links) {
      const file = path === "" ? join(PROJECT_ROOT, page) : join(PROJECT_ROOT, dirname(page), path);
      expect(existsSync(file), `${path} of ${page}`).toBe(true);
      if (heading) expect(headingsOf(file), `${path} of ${page}`).toContain(heading);
    }
  });

  test("commands are those that there are", () => {
    const scripts = [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name]) => name);
    for (const name of scripts) expect(Object.keys(packageJson.scripts), page).toContain(name);
    const words = [...text.matchAll(/(?:^|`|&& )npm (?!run )([a-z]+)/gm)].map(([, name]) => name);
    for (const name of words) expect(OF_NPM, page).toContain(name);
  });

  test("code is in fences that say what it is, and what is not checked says why", () => {
    expect(indentedLines(text)).toEqual([]);
    for (const { language, words, text: code, line } of blocksOf(text)) {
      const where = `line ${line} of ${page}`;
      expect(LANGUAGES, where).toContain(language);
      if (language !== "sh") continue;
      for (const word of words) expect(WORDS_OF_SH, where).toContain(word);
      expect(commandsIn(code), where).not.toEqual([]);
      if (words.includes("unchecked")) expect(code, where).toMatch(NEEDS_DOCKER);
    }
  });
});

/** As GitHub names them. */
function headingsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(
    ([, title = ""]) =>
      `#${title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .trim()
        .replaceAll(" ", "-")}`,
  );
}
