/** What the vocabulary says of a query's words: how they may go on, and what may have been meant. */
import type { Db } from "@/db/client";
import { completionsOf, findingAny, knownWords } from "@/db/search-words";
import { quoted, stemLexeme } from "./lexemes";
import { nearWords } from "./near-words";
import type { Term } from "./port";
import { soughtTokens, words } from "./tokens";
import { typosAllowed } from "./typos";

export type Expansion = {
  /** How the last word may go on; null: it is complete. `all`: all that begins so may be sought. */
  completions: { word: string; words: string[]; all: boolean } | null;
  /** Words that may have been meant, nearest first. */
  near: Map<string, string[]>;
};

/** Beginnings that stand in more articles than this are so many of the most frequent words. */
const MAX_ARTICLES = 60_000;
const MAX_COMPLETIONS = 12;
/** A word that stands itself in so many articles is complete. */
const COMPLETE_FROM = 20_000;
/** Looking for what was meant by a word is the dearest part of a search: not for more words of one query. */
const MAX_CORRECTED = 6;
/** Of words in so many articles some is live, surely enough not to look. */
const SURELY_FROM = 50;

/** Whether some word stands in no live article as it is: only then may something else be meant. */
export async function mayBeMeantOtherwise(db: Db, terms: Term[], prefix: boolean, now: Date): Promise<boolean> {
  const sought = soughtWords(terms, prefix).words.filter((word) => typosAllowed(word) > 0);
  if (sought.length === 0) return false;
  return (await knownWords(db, sought, { now, surelyFrom: SURELY_FROM })).length < sought.length;
}

/** Completions for the last word, and near words for those that stand nowhere. */
export async function expansionOf(db: Db, terms: Term[], prefix: boolean, now: Date): Promise<Expansion> {
  const { words, last } = soughtWords(terms, prefix);
  if (words.length === 0) return { completions: null, near: new Map() };
  const [known, completions] = await Promise.all([
    knownWords(db, words, { now, surelyFrom: SURELY_FROM }),
    last === null ? { words: [], articles: 0 } : completionsOf(db, last, MAX_COMPLETIONS),
  ]);
  const isKnown = new Set(known.map(({ word }) => word));
  const surelyGoesOn = completions.articles === null || completions.articles >= SURELY_FROM;
  const missing = words
    .filter((word) => !isKnown.has(word) && typosAllowed(word) > 0 && !(word === last && surelyGoesOn))
    .slice(0, MAX_CORRECTED);
  const standing = await findingAny(
    db,
    missing.map((word) => `${quoted(stemLexeme(word))}${word === last ? ` | ${quoted(word)}:*` : ""}`),
    now,
  );
  return {
    completions:
      last === null || known.some(({ word, articles }) => word === last && articles >= COMPLETE_FROM)
        ? null
        : {
            word: last,
            words: completions.words.filter((word) => word !== last),
            all: completions.articles !== null && completions.articles <= MAX_ARTICLES,
          },
    near: await nearOf(
      db,
      missing.filter((_, place) => !standing.includes(place)),
      { last, now },
    ),
  };
}

/** The same with near words for all words: for a query that finds nothing. Null where that says nothing new. */
export async function widerExpansion(
  db: Db,
  terms: Term[],
  prefix: boolean,
  { completions, near }: Expansion,
  now: Date,
): Promise<Expansion | null> {
  const { words, last } = soughtWords(terms, prefix);
  const more = await nearOf(
    db,
    words.filter((word) => !near.has(word)),
    { last, now, most: MAX_CORRECTED - near.size },
  );
  return [...more.values()].some((each) => each.length > 0) ? { completions, near: new Map([...near, ...more]) } : null;
}

type Near = { last: string | null; now: Date; most?: number };

async function nearOf(db: Db, words: string[], { last, now, most = MAX_CORRECTED }: Near) {
  const near = new Map<string, string[]>();
  for (const word of words.filter((each) => typosAllowed(each) > 0).slice(0, most))
    near.set(word, await nearWords(db, word, { asBeginning: word === last, now }));
  return near;
}

/** Whether these texts have all words of a query as they are, so that none of them is meant otherwise. */
export function haveAllWords(texts: string[], terms: Term[], prefix: boolean): boolean {
  const standing = new Set(texts.flatMap(words));
  return soughtWords(terms, prefix).words.every((word) => standing.has(word) || typosAllowed(word) === 0);
}

/** Words that need not be as typed; the last of them when it may go on. */
function soughtWords(terms: Term[], prefix: boolean): { words: string[]; last: string | null } {
  const loose = terms.filter(({ phrase, not }) => !phrase && !not);
  const tokens = loose.flatMap(({ text }) => soughtTokens(text)).filter(({ sign }) => !sign);
  const last = prefix ? soughtTokens(terms.at(-1)?.text ?? "").at(-1) : undefined;
  return { words: [...new Set(tokens.map(({ text }) => text))], last: last && !last.sign ? last.text : null };
}
