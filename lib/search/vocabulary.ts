/** The words that articles have: learnt as articles come, counted anew now and then. */
import type { Db } from "@/db/client";
import { isTooSlow, searching } from "@/db/search";
import {
  addWords,
  removeWordsWithoutDocument,
  settleSearchIndex,
  setWords,
  vocabularyAfter,
  wordsAfter,
  wordsOfArticles,
} from "@/db/search-words";
import { expansionOf, mayBeMeantOtherwise } from "./expansion";
import type { Term } from "./port";

export type Correction = { word: string; meant: string };

/** Words of so many articles are counted by `recountWords` alone. */
const FREQUENT_FROM = 50;
const PAGE_SIZE = 5_000;
/** For one statement: a search waits for its corrections. */
const CORRECTIONS_TIMEOUT_MS = 500;

/**
 * Words of the query that no article live at `now` has (nor a form, nor as a beginning where last), with what was
 * probably meant: a word of a live article. None where finding out takes too long.
 */
export async function corrections(db: Db, terms: Term[], prefix: boolean, now: Date): Promise<Correction[]> {
  if (terms.length === 0) return [];
  try {
    return await searching(db, CORRECTIONS_TIMEOUT_MS, async (tx) => {
      if (!(await mayBeMeantOtherwise(tx, terms, prefix, now))) return [];
      const { near } = await expansionOf(tx, terms, prefix, now);
      return [...near].flatMap(([word, [meant]]) => (meant === undefined ? [] : [{ word, meant }]));
    });
  } catch (error) {
    if (isTooSlow(error)) return [];
    throw error;
  }
}

/** Adds the words of those of these articles that are live. Repeating it counts them again, until the next recount. */
export async function learnWords(db: Db, articleIds: number[], now: Date): Promise<void> {
  if (articleIds.length === 0) return;
  await addWords(db, await wordsOfArticles(db, articleIds, now), { frequentFrom: FREQUENT_FROM });
  await settleSearchIndex(db);
}

/**
 * Counts the vocabulary anew from all live articles, and drops words that none has or will have. Reads in pages, so that
 * neither time nor memory of one statement grows with the articles. Keeps one count for each word in memory: some tens
 * of MB for half a million words, which is more than a million articles of one language have.
 */
export async function recountWords(db: Db, now: Date): Promise<void> {
  const counts = new Map<string, number>();
  const pageAfter = (last: number) => wordsAfter(db, last, { limit: PAGE_SIZE, now });
  for (let page = await pageAfter(0); page; page = await pageAfter(page.last))
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
      now,
    );
    known = await vocabularyAfter(db, known.at(-1)?.word ?? "", PAGE_SIZE);
  }
}
