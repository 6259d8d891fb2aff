/** The words that articles have: learnt as articles come, counted anew now and then. */
import type { Db } from "@/db/client";
import {
  addWords,
  removeWordsWithoutDocument,
  settleSearchIndex,
  setWords,
  vocabularyAfter,
  wordsAfter,
  wordsOfArticles,
} from "@/db/search-words";
import { expansionOf } from "./expansion";
import type { Term } from "./port";

export type Correction = { word: string; meant: string };

/** Words of so many articles are counted by `recountWords` alone. */
const FREQUENT_FROM = 50;
const PAGE_SIZE = 5_000;

/** Words of the query that no article has (nor a form, nor as a beginning where last), with what was probably meant. */
export async function corrections(db: Db, terms: Term[], prefix: boolean): Promise<Correction[]> {
  const { near } = await db.transaction((tx) => expansionOf(tx, terms, prefix));
  return [...near].flatMap(([word, [meant]]) => (meant === undefined ? [] : [{ word, meant }]));
}

/**
 * Adds the words of these articles' documents to the vocabulary: of published articles, whether live yet or not.
 * Repeating it counts them again, until the next recount.
 */
export async function learnWords(db: Db, articleIds: number[], _now: Date): Promise<void> {
  if (articleIds.length === 0) return;
  await addWords(db, await wordsOfArticles(db, articleIds), { frequentFrom: FREQUENT_FROM });
  await settleSearchIndex(db);
}

/**
 * Counts the vocabulary anew from all documents, and drops words that none has. Reads in pages, so that neither time
 * nor memory of one statement grows with the articles; keeps one count for each word.
 */
export async function recountWords(db: Db): Promise<void> {
  const counts = new Map<string, number>();
  for (let page = await wordsAfter(db, 0, PAGE_SIZE); page; page = await wordsAfter(db, page.last, PAGE_SIZE))
    for (const { word, articles } of page.words) counts.set(word, (counts.get(word) ?? 0) + articles);
  const words = [...counts.keys()].sort();
  for (let at = 0; at < words.length; at += PAGE_SIZE) {
    const some = words.slice(at, at + PAGE_SIZE);
    await setWords(
      db,
      some.map((word) => ({ word, articles: counts.get(word) ?? 0 })),
    );
  }
  let known = await vocabularyAfter(db, "", PAGE_SIZE);
  while (known.length > 0) {
    // Articles may have come since their page was read: only what really stands nowhere goes.
    await removeWordsWithoutDocument(
      db,
      known.map(({ word }) => word).filter((word) => !counts.has(word)),
    );
    known = await vocabularyAfter(db, known.at(-1)?.word ?? "", PAGE_SIZE);
  }
}
