/**
 * The fenced blocks of a page of documentation. The first word after the fence says what is in it. `sh` is commands,
 * which `npm run check-docs` runs, and further words say how: `slow` only when asked to, `stopped` while no portal runs,
 * `unchecked` never. After any other word the name of a file may stand: with what is in the block it is there for commands.
 */
export const LANGUAGES = ["sh", "text", "yaml", "js", "http"];
export const WORDS_OF_SH = ["slow", "stopped", "unchecked"];

export type Block = {
  language: string;
  /** What else stands after the fence. */
  words: string[];
  text: string;
  /** Its number in the page, from 1: that of the opening fence. */
  line: number;
};

/** Blocks in order. @throws Error for a fence that is never closed */
export function blocksOf(page: string): Block[] {
  return scanned(page).blocks;
}

/** Numbers of lines that Markdown shows as code, but no fence is around them. */
export function indentedLines(page: string): number[] {
  return scanned(page).indented;
}

function scanned(page: string): { blocks: Block[]; indented: number[] } {
  const blocks: Block[] = [];
  const indented: number[] = [];
  let open: (Omit<Block, "text"> & { lines: string[] }) | null = null;
  for (const [index, line] of page.split("\n").entries()) {
    if (open && line === "```") {
      const { lines, ...block } = open;
      blocks.push({ ...block, text: lines.join("\n") });
      open = null;
    } else if (open) open.lines.push(line);
    else if (line.startsWith("```")) {
      const [language = "", ...words] = line.slice(3).split(" ");
      open = { language, words, line: index + 1, lines: [] };
    } else if (/^(?: {4}|\t)/.test(line)) indented.push(index + 1);
  }
  if (open) throw new Error(`The fence of line ${open.line} is never closed.`);
  return { blocks, indented };
}
