/** Which of many published articles an article belongs to, by its words. Pure. */
import { stem, tokens } from "../search/tokens";
import { ALIKE_FROM, type Article, likeness } from "../story/likeness";
import { type Rarity, rarityAmong, type Words, wordsOf } from "../story/wording";

/** Of those that share most with an article so many are compared in full. */
const COMPARED_EACH = 8;

/** For each article the one among `others` that is most like it, where one is alike at all. */
export function mostAlike(articles: Article[], others: Article[]): Map<number, { id: number; likeness: number }> {
  const said = new Map([...articles, ...others].map((one) => [one.id, wordsOf(one)]));
  const rarity = rarityAmong([...said.values()]);
  const holders = holdersOf(others, said);
  const best = new Map<number, { id: number; likeness: number }>();
  for (const article of articles) {
    for (const other of sharingMost(said.get(article.id), holders, rarity)) {
      const alike = likeness(article, other, rarity);
      if (other.id === article.id || alike < ALIKE_FROM) continue;
      if (alike > (best.get(article.id)?.likeness ?? 0)) best.set(article.id, { id: other.id, likeness: alike });
    }
  }
  return best;
}

/** Word → the articles that have it. */
function holdersOf(articles: Article[], said: Map<number, Words>): Map<string, Article[]> {
  const holders = new Map<string, Article[]>();
  for (const article of articles) {
    for (const word of said.get(article.id)?.text ?? []) {
      const known = holders.get(word);
      if (known) known.push(article);
      else holders.set(word, [article]);
    }
  }
  return holders;
}

function sharingMost(words: Words | undefined, holders: Map<string, Article[]>, rarity: Rarity): Article[] {
  const sums = new Map<Article, number>();
  for (const word of words?.text ?? []) {
    for (const other of holders.get(word) ?? []) sums.set(other, (sums.get(other) ?? 0) + rarity(word));
  }
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, COMPARED_EACH)
    .map(([other]) => other);
}

/** Where a title uses words of another text: pairs of start and end. */
export function sharedWords(title: string, other: string): [number, number][] {
  const said = wordsOf({ title: other, excerpt: "" }).text;
  return tokens(title)
    .filter(({ text }) => said.has(stem(text)))
    .map(({ start, end }) => [start, end]);
}
