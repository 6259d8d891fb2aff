/** What differs between two texts, word by word. Pure, for browsers too. */

export type Piece = { kind: "same" | "gone" | "new"; text: string };

/** Longer middles are told as one replaced by the other: comparing takes the product of both. */
const MAX_COMPARED = 1_000_000;
/** With less in common, texts are told as one replaced by the other, too: pieces of them would only confuse. */
const MIN_SHARE_IN_COMMON = 0.34;

/** The longest common subsequence of words keeps; the rest is gone or new. Joined, the pieces are the texts again. */
export function wordDiff(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const pieces = joined([
    { kind: "same", text: a.slice(0, start).join("") },
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    { kind: "same", text: a.slice(a.length - end).join("") },
  ]);
  const inCommon = pieces.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  return inCommon < MIN_SHARE_IN_COMMON * Math.max(before.length, after.length) ? replaced(before, after) : pieces;
}

const replaced = (before: string, after: string) =>
  joined([
    { kind: "gone", text: before },
    { kind: "new", text: after },
  ]);

/** Words with the blanks behind them. */
const wordsOf = (text: string) => text.match(/\s+|[^\s]+\s*/g) ?? [];

function middle(a: string[], b: string[]): Piece[] {
  if (a.length * b.length > MAX_COMPARED) return replaced(a.join(""), b.join(""));
  // lengths[i][j]: how many words the rests from i and j have in common.
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) pieces.push({ kind: "same", text: a[i++] ?? "" }) && j++;
    else if (i < a.length && (j === b.length || at(i + 1, j) >= at(i, j + 1)))
      pieces.push({ kind: "gone", text: a[i++] ?? "" });
    else pieces.push({ kind: "new", text: b[j++] ?? "" });
  }
  return pieces;
}

function joined(pieces: Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.text === "") continue;
    if (last?.kind === piece.kind) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}
