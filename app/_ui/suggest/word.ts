/** The operator at the caret that can be completed: `topic:da` and the like. */

export type OpenWord = {
  /** As the reader wrote it, with `-` before and `:` after. */
  operator: string;
  list: "topics" | "providers" | "types";
  /** The value so far. */
  value: string;
  /** Where the value stands in the text. */
  start: number;
  end: number;
};

const OPEN = /(?:^|\s)(-?(topic|site|provider|source|type):(?:[^\s",]*,)*)([^\s",]*)$/i;
const LISTS: Record<string, OpenWord["list"]> = { topic: "topics", type: "types" };

/** Null where the caret does not stand at the end of an operator's value. */
export function openWord(text: string, caret: number): OpenWord | null {
  const match = text.slice(0, caret).match(OPEN);
  if (!match || /^\S/.test(text.slice(caret))) return null;
  const [, operator = "", name = "", value = ""] = match;
  return { operator, list: LISTS[name.toLowerCase()] ?? "providers", value, start: caret - value.length, end: caret };
}

/** The text with the value completed, and where the caret is then: behind a space. */
export function completed(text: string, { start, end }: OpenWord, value: string): { text: string; caret: number } {
  const before = text.slice(0, start) + value;
  return { text: `${before} ${text.slice(end).trimStart()}`, caret: before.length + 1 };
}
