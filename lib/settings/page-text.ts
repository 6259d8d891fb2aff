/**
 * The small language that texts of pages are written in: paragraphs, `## Headings`, `- lists`, `**strong**`,
 * `[links](https://…)`; addresses and e-mails in the text are links, too. Pure, so that the form shows what it will be.
 */

export type Inline = { text: string; href?: string; strong?: true };
export type Block =
  | { kind: "heading"; level: 2 | 3; content: Inline[] }
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "list"; items: Inline[][] };

/** Blocks in order. A blank line ends a paragraph; within one each line is a line, as an address needs it. */
export function pageBlocks(text: string): Block[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .flatMap((part) => blocksOf(part.split("\n").filter((line) => line.trim() !== "")));
}

function blocksOf(lines: string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const heading = /^\s*(#{1,6})\s+(.*?)[\s#]*$/.exec(line);
    const item = /^\s*[-*]\s+(.*)$/.exec(line);
    const last = blocks.at(-1);
    if (heading?.[2]) {
      blocks.push({ kind: "heading", level: (heading[1] ?? "").length > 2 ? 3 : 2, content: inlines(heading[2]) });
    } else if (item?.[1]) {
      if (last?.kind === "list") last.items.push(inlines(item[1]));
      else blocks.push({ kind: "list", items: [inlines(item[1])] });
    } else if (last?.kind === "paragraph") last.lines.push(inlines(line.trim()));
    else blocks.push({ kind: "paragraph", lines: [inlines(line.trim())] });
  }
  return blocks;
}

/** In this order: a link, strong text, an address by itself, an e-mail by itself. Each part is bounded, so no text is slow. */
const MARKS =
  /\[([^\]\n]{1,300})\]\(([^()\s]{1,2000})\)|\*\*([^*\n]{1,500})\*\*|(https?:\/\/[^\s<>"]{1,2000})|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/g;

function inlines(text: string): Inline[] {
  const parts: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(MARKS)) {
    const found = inlineOf(match);
    if (!found) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push(found);
    at = match.index + (found.href && match[4] ? found.text.length : match[0].length);
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** Null: it stays the text that it is. */
function inlineOf([, label, target, strong, address, email]: RegExpMatchArray): Inline | null {
  if (label && target) {
    const href = hrefOf(target);
    return href ? { text: label, href } : null;
  }
  if (strong) return { text: strong, strong: true };
  if (email) return { text: email, href: `mailto:${email}` };
  // The end of a sentence is no part of the address.
  const bare = (address ?? "").replace(/[.,;:!?)\]'’”]+$/, "");
  return URL.canParse(bare) ? { text: bare, href: bare } : null;
}

/** Only where links may lead: the web, an e-mail, a telephone, a page of this site. */
function hrefOf(target: string): string | null {
  if (/^\/(?![/\\])/.test(target) || target.startsWith("#")) return target;
  if (!/^(?:https?|mailto|tel):/i.test(target) || !URL.canParse(target)) return null;
  return target;
}

/** Its first words, as plain text, for search engines. */
export function pageSummary(text: string, maxLength: number): string {
  const block = pageBlocks(text).find(({ kind }) => kind === "paragraph");
  const lines = block?.kind === "paragraph" ? block.lines : [];
  return lines
    .map((line) => line.map((part) => part.text).join(""))
    .join(" ")
    .slice(0, maxLength);
}
