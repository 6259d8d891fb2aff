/** What the benchmark searches for: two or three words that stand in one article. */
import type { SourceRow } from "@/db/search-documents";
import { documentOf } from "@/lib/search/document";

/** Parts of all articles in which a word stands. */
const COMMONEST = 0.25;
const FREQUENT = 0.02;
/** Words that fewer of the sampled articles have hardly anybody looks for. */
const MIN_ARTICLES = 3;
const MAX_TRIES = 1_000;

export const MIXES = ["frequent", "frequent and rarer", "rarer", "commonest and rarer"] as const;
export type Mix = (typeof MIXES)[number];
type Class = "commonest" | "frequent" | "rarer";

/** For the reader of the numbers. */
export const MIX_NOTE = `queries of two and three words that stand in one article, a quarter each: frequent words (in ${FREQUENT * 100} to ${COMMONEST * 100} % of the articles), one frequent and rarer ones, rarer ones alone, one of the commonest (above ${COMMONEST * 100} %) and rarer ones`;

const FIRST: Record<Mix, Class> = {
  frequent: "frequent",
  "frequent and rarer": "frequent",
  rarer: "rarer",
  "commonest and rarer": "commonest",
};

export type BenchQuery = { q: string; mix: Mix };

/**
 * As many queries of each mix, two and three words by turns.
 * @param rows a sample of the articles
 */
export function benchQueries(rows: SourceRow[], count: number, random: () => number): BenchQuery[] {
  const articles = rows.map((row) => {
    const { title, excerpt } = documentOf(row);
    return [...new Set([...title, ...excerpt])].filter((word) => /^\p{L}{2,}$/u.test(word));
  });
  const places = new Map<string, number>();
  for (const word of articles.flat()) places.set(word, (places.get(word) ?? 0) + 1);
  const classOf = (word: string): Class | null => {
    const found = places.get(word) ?? 0;
    if (found > COMMONEST * articles.length) return "commonest";
    if (found >= FREQUENT * articles.length) return "frequent";
    return found >= MIN_ARTICLES ? "rarer" : null;
  };
  const queries = Array.from({ length: count }, (_, index): BenchQuery | null => {
    const mix = MIXES[index % MIXES.length] ?? "rarer";
    const length = Math.floor(index / MIXES.length) % 2 === 0 ? 2 : 3;
    const rest: Class = mix === "frequent" ? "frequent" : "rarer";
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const words = shuffled(articles[Math.floor(random() * articles.length)] ?? [], random);
      const first = words.find((word) => classOf(word) === FIRST[mix]);
      const others = words.filter((word) => word !== first && classOf(word) === rest).slice(0, length - 1);
      if (first && others.length === length - 1) return { q: shuffled([first, ...others], random).join(" "), mix };
    }
    return null;
  });
  return queries.filter((query) => query !== null);
}

function shuffled<T>(values: T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}
