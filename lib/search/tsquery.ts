/** Text of tsqueries. Lexemes are quoted, so nothing that a reader types is read as an operator. */
import { quoted } from "./lexemes";

/** A lexeme, only where it has one of these weights; with `beginning` also what begins so. */
export function lexeme(text: string, { weights = "", beginning = false } = {}): string {
  return `${quoted(text)}${weights || beginning ? `:${beginning ? "*" : ""}${weights}` : ""}`;
}

const joined = (parts: string[], operator: string) =>
  parts.length === 1 ? (parts[0] ?? "") : `(${parts.join(operator)})`;

export const anyOf = (parts: string[]) => (parts.length === 0 ? NOTHING : joined([...new Set(parts)], " | "));
export const allOf = (parts: string[]) => joined([...new Set(parts)], " & ");
/** One after the other, `distance` words on. */
export const neighbours = (parts: string[], distance = 1) => joined(parts, ` <${distance}> `);
export const noneOf = (part: string) => `!(${part})`;

/** No document has it. */
const NOTHING = quoted("|none");
