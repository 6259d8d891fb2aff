/** What a key asks for, on any keyboard layout. Pure. */

export type Command =
  | { do: "digit"; digit: number; shift: boolean }
  | { do: "step"; by: number }
  | { do: "move"; by: number }
  | { do: "publish" | "leave" | "schedule" | "later" | "group" | "join" | "original" | "edit" | "topic" }
  | { do: "mark" | "order" | "keys" | "escape" | "undo" };

type Key = Pick<KeyboardEvent, "key" | "code" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const LETTERS: Record<string, Command> = {
  j: { do: "move", by: 1 },
  k: { do: "move", by: -1 },
  u: { do: "leave" },
  s: { do: "schedule" },
  l: { do: "later" },
  g: { do: "group" },
  a: { do: "join" },
  o: { do: "original" },
  e: { do: "edit" },
  t: { do: "topic" },
  x: { do: "mark" },
  v: { do: "order" },
  z: { do: "undo" },
};
const NAMED: Record<string, Command> = {
  ArrowDown: { do: "move", by: 1 },
  ArrowUp: { do: "move", by: -1 },
  Enter: { do: "publish" },
  Escape: { do: "escape" },
  "?": { do: "keys" },
};
const BIG_STEP = 10;

/** Null: the key is not ours. */
export function commandOf(event: Key): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  // By its place: with Shift a digit's key is another sign, and on some layouts without it, too.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1];
  if (digit !== undefined && !/^(Arrow|Home|End|Page|Insert|Delete|Clear)/.test(event.key)) {
    return { do: "digit", digit: Number(digit), shift: event.shiftKey };
  }
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    return { do: "step", by: (event.key === "ArrowRight" ? 1 : -1) * (event.shiftKey ? BIG_STEP : 1) };
  }
  return NAMED[event.key] ?? LETTERS[letterOf(event)] ?? null;
}

/** The letter, where the layout has Latin ones; else the one that is there on others. */
function letterOf({ key, code }: Key): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^\p{L}$/u.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? "").toLowerCase() : "";
}
