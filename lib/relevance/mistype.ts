/** One typing mistake in a word, drawn by chance. */

/** Numbers from 0 (inclusive) to 1. */
export type Random = () => number;

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const MISTAKES = ["insert", "delete", "replace", "swap"] as const;
type Mistake = (typeof MISTAKES)[number];
/** A swap of two equal letters and the like change nothing; then another mistake is drawn. */
const MAX_DRAWS = 20;

/**
 * The word with one letter inserted, deleted, replaced, or swapped with the next one. The first letter stays: hardly
 * anybody mistypes it, and some engines count it double.
 * @returns null for a word in which that cannot be done
 */
export function mistype(word: string, random: Random): string | null {
  const letters = [...word];
  if (letters.length < 3) return null;
  const below = (limit: number) => Math.floor(random() * limit);
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const mistake = MISTAKES[below(MISTAKES.length)] ?? "insert";
    const last = letters.length - (mistake === "swap" ? 2 : 1) + (mistake === "insert" ? 1 : 0);
    const made = applied(mistake, letters, 1 + below(last), LETTERS[below(LETTERS.length)] ?? "e");
    if (made !== word) return made;
  }
  return null;
}

function applied(mistake: Mistake, letters: string[], at: number, letter: string): string {
  const [before, here, next, after] = [
    letters.slice(0, at),
    letters[at] ?? "",
    letters[at + 1] ?? "",
    letters.slice(at + 1),
  ];
  switch (mistake) {
    case "insert":
      return [...before, letter, here, ...after].join("");
    case "delete":
      return [...before, ...after].join("");
    case "replace":
      return [...before, letter, ...after].join("");
    case "swap":
      return [...before, next, here, ...after.slice(1)].join("");
  }
}
