/** The commands of a block: its lines, joined where one goes on, without comments. */

export type Command = { text: string /** Lines after the first of the block. */; offset: number };

/** A line that ends with `\` or within quotes goes on with the next. */
export function commandsIn(block: string): Command[] {
  const commands: Command[] = [];
  let text = "";
  let begun: number | null = null;
  let quote = "";
  for (const [offset, line] of block.split("\n").entries()) {
    const scan = scanned(line, quote);
    text = begun === null ? scan.text : `${text}\n${scan.text}`;
    begun ??= offset;
    quote = scan.quote;
    if (quote !== "" || scan.goesOn) continue;
    if (text.trim() !== "") commands.push({ text: text.trim(), offset: begun });
    begun = null;
  }
  if (begun !== null) throw new Error(`A command is not ended: ${text}`);
  return commands;
}

type Scan = { text: string; quote: string; goesOn: boolean };

function scanned(line: string, before: string): Scan {
  let quote = before;
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? "";
    if (quote === "'") quote = sign === "'" ? "" : quote;
    else if (sign === "\\") {
      if (at === line.length - 1) return { text: line, quote, goesOn: true };
      at++;
    } else if (quote === '"') quote = sign === '"' ? "" : quote;
    else if (sign === "'" || sign === '"') quote = sign;
    else if (sign === "#" && /^\s?$/.test(line[at - 1] ?? "")) return { text: line.slice(0, at), quote, goesOn: false };
  }
  return { text: line, quote, goesOn: false };
}
