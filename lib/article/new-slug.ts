/** Slugs for articles that came without a file. */

const MAX_WORDS_LENGTH = 80;

/** `2024-04-11-words-of-the-title`; the day in UTC, so that it is the same everywhere. Letters of any script stay. */
export function newSlug(publishedAt: Date, title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .replace(/['’]/g, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const day = publishedAt.toISOString().slice(0, 10);
  return [day, fitting(words) || "untitled"].join("-");
}

/** The slug itself, then `-2`, `-3` and so on. */
export function numbered(slug: string, number: number): string {
  return number === 1 ? slug : `${slug}-${number}`;
}

/** As many whole words as fit; of a first word that is too long, its beginning. */
function fitting(words: string[]): string {
  let text = (words[0] ?? "").slice(0, MAX_WORDS_LENGTH);
  for (const word of words.slice(1)) {
    if (text.length + 1 + word.length > MAX_WORDS_LENGTH) break;
    text += `-${word}`;
  }
  return text;
}
