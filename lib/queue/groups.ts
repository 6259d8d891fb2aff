/** Which articles look like the same event, by the words of title and excerpt. Pure. */
import { isSmallWord } from "../search/small-words";
import { stem, tokens } from "../search/tokens";
import { Components } from "../story/components";
import { DAY_MS } from "../time";

export type Told = { id: number; title: string; excerpt: string; publishedAt: Date };

const MAX_WORDS = 80;
/** One event is told of within days. */
const WITHIN_MS = 4 * DAY_MS;
const ALIKE_FROM = 0.34;
/** A title says more than an excerpt. */
const TITLE_WEIGHT = 2;

type Weights = Map<string, number>;

const words = (text: string) =>
  tokens(text)
    .slice(0, MAX_WORDS)
    .map((token) => stem(token.text))
    .filter((word) => !isSmallWord(word));

/** Unit vectors of words, rare ones heavier. */
function vectors(articles: Told[]): Weights[] {
  const said = articles.map(({ title, excerpt }) => ({ title: words(title), rest: words(excerpt) }));
  const counts = new Map<string, number>();
  for (const { title, rest } of said)
    for (const word of new Set([...title, ...rest])) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = (word: string) => Math.log(1 + articles.length / (counts.get(word) ?? 1));
  return said.map(({ title, rest }) => {
    const weights: Weights = new Map();
    for (const word of rest) weights.set(word, rarity(word));
    for (const word of title) weights.set(word, TITLE_WEIGHT * rarity(word));
    const length = Math.hypot(...weights.values()) || 1;
    return new Map([...weights].map(([word, weight]) => [word, weight / length]));
  });
}

/** Pairs of places in `articles` with how alike they are, 0 to 1; those that share too little are left out. */
function alikePairs(articles: Told[], from: number): [number, number, number][] {
  const all = vectors(articles);
  const holders = new Map<string, number[]>();
  const pairs: [number, number, number][] = [];
  for (const [b, weights] of all.entries()) {
    const sums = new Map<number, number>();
    for (const [word, weight] of weights) {
      const known = holders.get(word) ?? [];
      for (const a of known) sums.set(a, (sums.get(a) ?? 0) + weight * (all[a]?.get(word) ?? 0));
      holders.set(word, [...known, b]);
    }
    for (const [a, sum] of sums) if (sum >= from && isNear(articles[a], articles[b])) pairs.push([a, b, sum]);
  }
  return pairs;
}

const isNear = (a: Told | undefined, b: Told | undefined) =>
  !!a && !!b && Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) <= WITHIN_MS;

/** Ids of articles that look like one event, two or more in each group. */
export function alikeGroups(articles: Told[]): number[][] {
  const groups = new Components<number>(String);
  for (const [a, b] of alikePairs(articles, ALIKE_FROM)) {
    const [one, other] = [articles[a], articles[b]];
    if (one && other) groups.join(one.id, other.id);
  }
  return groups.all();
}

/** For each article the one among `others` that is most like it, where one is alike at all. */
export function mostAlike(articles: Told[], others: Told[]): Map<number, { id: number; likeness: number }> {
  const best = new Map<number, { id: number; likeness: number }>();
  // Others come first, so that the second of a pair is one of `articles`.
  for (const [a, b, likeness] of alikePairs([...others, ...articles], ALIKE_FROM)) {
    const [other, one] = [others[a], articles[b - others.length]];
    if (other && one && likeness > (best.get(one.id)?.likeness ?? 0)) best.set(one.id, { id: other.id, likeness });
  }
  return best;
}

/** Where a title uses words of another text: pairs of start and end. */
export function sharedWords(title: string, other: string): [number, number][] {
  const said = new Set(words(other));
  const shared = tokens(title).filter(({ text }) => !isSmallWord(stem(text)) && said.has(stem(text)));
  return shared.map(({ start, end }) => [start, end]);
}
