/** Topics that a text is probably about. Pure, for browsers too. */

type Topic = { name: string; keywords: string[] };

/** Shorter keywords stand in too many words' company to mean anything; names count however short. */
const MIN_KEYWORD_LENGTH = 2;

/** Those whose name or keywords stand in the text as whole words, by how many of them do; the given order breaks ties. */
export function suggestedTopics<T extends Topic>(text: string, topics: T[], limit: number): T[] {
  const words = folded(text);
  return topics
    .map((topic, order) => ({ topic, order, hits: hitsOf(topic, words) }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || a.order - b.order)
    .slice(0, limit)
    .map(({ topic }) => topic);
}

/** The name counts as two keywords. */
function hitsOf({ name, keywords }: Topic, words: string): number {
  const stands = (phrase: string) => words.includes(` ${phrase} `);
  const own = folded(name).trim();
  const found = new Set(
    keywords
      .map((keyword) => folded(keyword).trim())
      .filter((word) => word.length >= MIN_KEYWORD_LENGTH && word !== own && stands(word)),
  );
  return found.size + (own !== "" && stands(own) ? 2 : 0);
}

/** Lower case, without accents, with single spaces around and between words; `c++`, `c#` and `.net` stay whole. */
function folded(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "")
    .toLowerCase();
  return ` ${(plain.match(/[.]?[\p{L}\p{N}]+[+#]*/gu) ?? []).join(" ").replace(/(?<=\S)\.(?=\s)/g, "")} `;
}
