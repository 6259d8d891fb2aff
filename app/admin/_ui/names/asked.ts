/** What the addresses of topics and providers ask for; what is not understood is left out. */

const MAX_QUERY_LENGTH = 200;
const MAX_WORDS = 8;

type Given = string | string[] | undefined;

/** The search as it was typed, and its words in lower case. */
export function wordsOf(q: Given): { text: string; words: string[] } {
  const text = (typeof q === "string" ? q : "").replaceAll("\0", "").trim().slice(0, MAX_QUERY_LENGTH);
  return { text, words: text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS) };
}

/** The act that was just done. */
export const actOf = (act: Given): number | null => idOf(act);

export const idOf = (id: Given): number | null =>
  typeof id === "string" && /^[1-9]\d{0,14}$/.test(id) ? Number(id) : null;
