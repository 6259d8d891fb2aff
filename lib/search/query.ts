/** Reads what was typed into the search box. Any text is a query, and each part can be printed back. */
import { isDate } from "./dates";
import type { Range } from "./port";
import { words } from "./tokens";

/** Longer input is cut: nobody types it, and every term costs. */
export const MAX_QUERY_LENGTH = 400;
const MAX_CLAUSES = 24;
const CLAUSE = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;

/** One part of a query, in the order typed. */
export type Clause =
  | { kind: "text"; text: string; phrase: boolean; title: boolean; not: boolean }
  | { kind: "topic" | "site" | "type"; values: string[]; not: boolean }
  | { kind: "before" | "after"; date: string }
  | { kind: "quality" | "heat"; range: Range; text: string };

const LISTS: Record<string, "topic" | "site" | "type"> = {
  topic: "topic",
  site: "site",
  provider: "site",
  source: "site",
  type: "type",
};

/**
 * Words, `"phrases"`, `-unwanted` ones, and the operators `topic:`, `site:`, `type:` (each with `-` before and with
 * commas between values), `before:`, `after:`, `quality:`, `heat:`, `intitle:`. An operator with a value that it cannot
 * have is a word. What holds no letter or digit is left out.
 */
export function parseQuery(input: string): Clause[] {
  const clauses: Clause[] = [];
  for (const [, minus, operator, phrase, word] of tidy(input).matchAll(CLAUSE)) {
    const not = minus === "-";
    const value = phrase ?? word ?? "";
    const clause =
      operator === undefined
        ? textClause(value, { phrase: phrase !== undefined, title: false, not })
        : (operated(operator.toLowerCase(), value, { phrase: phrase !== undefined, not }) ??
          textClause(`${operator}:${value}`, { phrase: phrase !== undefined, title: false, not }));
    if (clause) clauses.push(clause);
  }
  return clauses.slice(0, MAX_CLAUSES);
}

function textClause(text: string, how: { phrase: boolean; title: boolean; not: boolean }): Clause | null {
  const trimmed = text.trim();
  return words(trimmed).length > 0 ? { kind: "text", text: trimmed, ...how } : null;
}

function operated(operator: string, value: string, { phrase, not }: { phrase: boolean; not: boolean }): Clause | null {
  if (operator === "intitle" || operator === "title") return textClause(value, { phrase, title: true, not });
  const list = LISTS[operator];
  if (list) {
    const values = (phrase ? [value] : value.split(","))
      .map((one) => one.replaceAll('"', "").trim().toLowerCase())
      .filter(Boolean);
    return values.length > 0 ? { kind: list, values: [...new Set(values)], not } : null;
  }
  if (not) return null;
  if (operator === "before" || operator === "after") {
    const date = value.trim().toLowerCase();
    return isDate(date) ? { kind: operator, date } : null;
  }
  if (operator === "quality" || operator === "heat") {
    const range = rangeOf(value);
    return range ? { kind: operator, range, text: value } : null;
  }
  return null;
}

const BOUND = /^(>=|<=|>|<|=)?(-?\d{1,6})$/;
const BETWEEN = /^(-?\d{1,6})\.\.(-?\d{1,6})$/;

/** `>=80`, `<50`, `80`, `80..100`. */
function rangeOf(text: string): Range | null {
  const between = text.match(BETWEEN);
  if (between) return { min: Number(between[1]), max: Number(between[2]) };
  const match = text.match(BOUND);
  if (!match) return null;
  const number = Number(match[2]);
  switch (match[1]) {
    case ">=":
      return { min: number, max: null };
    case ">":
      return { min: number + 1, max: null };
    case "<=":
      return { min: null, max: number };
    case "<":
      return { min: null, max: number - 1 };
    default:
      return { min: number, max: number };
  }
}

/** A query as text that is read as the same query. */
export const printQuery = (clauses: Clause[]): string => clauses.map(printClause).join(" ");

export function printClause(clause: Clause): string {
  switch (clause.kind) {
    case "text": {
      const text = clause.phrase ? `"${clause.text}"` : clause.text;
      return `${clause.not ? "-" : ""}${clause.title ? "intitle:" : ""}${text}`;
    }
    case "topic":
    case "site":
    case "type": {
      const [first = ""] = clause.values;
      const isPlain = clause.values.every((value) => !/[\s,]/.test(value));
      return `${clause.not ? "-" : ""}${clause.kind}:${isPlain ? clause.values.join(",") : `"${first}"`}`;
    }
    case "before":
    case "after":
      return `${clause.kind}:${/\s/.test(clause.date) ? `"${clause.date}"` : clause.date}`;
    default:
      return `${clause.kind}:${clause.text}`;
  }
}

/** The input as it is kept and shown: on one line, without control characters, not too long. */
export function tidy(input: string): string {
  return input
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .slice(0, MAX_QUERY_LENGTH)
    .toWellFormed()
    .trim();
}
