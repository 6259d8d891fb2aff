/** Which articles hold a word, to know whether a query has one right answer. */
import type { SourceRow } from "@/db/search-documents";
import { documentOf } from "../search/document";
import { typosAllowed, typosBetween } from "../search/typos";

type Ids = ReadonlySet<number>;
const NONE: Ids = new Set();

export type WordIndex = {
  articles: number;
  /** Articles that have exactly this word, in title, excerpt, topics or provider. */
  having: (word: string) => Ids;
  /** Those that have it or a word that it may be a mistyping of. */
  havingNearly: (word: string) => Ids;
  /** Those that have a word with this beginning. */
  havingBeginning: (beginning: string) => Ids;
};

export function wordIndex(rows: SourceRow[]): WordIndex {
  const places = new Map<string, Set<number>>();
  for (const { id, title, topics, provider, excerpt, forms } of rows.map(documentOf)) {
    for (const word of [title, topics, provider, excerpt, forms].flat()) {
      const ids = places.get(word) ?? new Set();
      places.set(word, ids.add(id));
    }
  }
  const havingAny = (isMeant: (word: string) => boolean): Ids => {
    const all = new Set<number>();
    for (const [word, ids] of places) if (isMeant(word)) for (const id of ids) all.add(id);
    return all;
  };
  return {
    articles: rows.length,
    having: (word) => places.get(word) ?? NONE,
    havingNearly: (word) => {
      const allowed = typosAllowed(word);
      return havingAny((other) => typosBetween(word, other, allowed) <= allowed);
    },
    havingBeginning: (beginning) => havingAny((word) => word.startsWith(beginning)),
  };
}

/** Articles in all of the sets. */
export function inAll([first = NONE, ...others]: Ids[]): number[] {
  return [...first].filter((id) => others.every((ids) => ids.has(id)));
}
