/** The two parts of an article file: YAML between two lines of `---`, and what follows. */

/** Offsets are into the whole text. */
export type FrontMatter = { yamlStart: number; yamlEnd: number; bodyStart: number };

// Not with the flag m, for which U+2028 and a lone carriage return end lines too.
const OPEN = /\ufeff?---[ \t]*\r?\n/y;
const CLOSE = /\n---[ \t]*(?:\r?\n|$)/g;

/** Where the parts are; null for a text without front matter. A byte order mark before it is tolerated. */
export function frontMatterOf(text: string): FrontMatter | null {
  OPEN.lastIndex = 0;
  if (!OPEN.test(text)) return null;
  const yamlStart = OPEN.lastIndex;
  // From the line feed of the first line, since there may be nothing in between.
  CLOSE.lastIndex = yamlStart - 1;
  const close = CLOSE.exec(text);
  return close && { yamlStart, yamlEnd: close.index + 1, bodyStart: CLOSE.lastIndex };
}
