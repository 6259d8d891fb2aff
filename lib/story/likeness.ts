/**
 * How likely two articles tell of one event, by the words of title and excerpt, when they came and from whom. Pure: no
 * I/O, no clock. The weights were fitted to pairs that were judged by hand: testing/pairs.yaml.
 */
import { areNumberedApart, type Rarity, rarityAmong, type Wording, type Words, wordsOf } from "./wording";

export type Article = Wording & { id: number };

/** From here on two articles are probably one story. */
export const ALIKE_FROM = 0.5;
/** Articles that are further apart are not compared. */
export const ALIKE_WITHIN_DAYS = 7;
/** More are not compared at once: the work grows with the square. The newest are. */
export const MAX_COMPARED = 400;

const DAY_MS = 86_400_000;
const WEIGHTS = {
  none: -3.36,
  title: 0.4,
  cross: 2.4,
  titled: 4.6,
  told: 2.5,
  sameProvider: -2.5,
  day: -0.26,
  numberedApart: -2,
};
/** What words say beyond this counts: those that are in a quarter of all articles say nothing. */
const COMMON = 1.5;
/** So much said in common is most of what can be: by words of a title, by those of excerpts alone. */
const MUCH_TITLED = 6;
const MUCH_TOLD = 8;

/** How likely two articles are one story, 0 to 1. @param rarity how much a word says; else as far as the two show */
export function likeness(a: Wording, b: Wording, rarity?: Rarity): number {
  const words = [wordsOf(a), wordsOf(b)] as const;
  const known = rarity ?? rarityAmong([...words]);
  return compared(weighed(a, words[0], known), weighed(b, words[1], known));
}

/** An article with what each of its words says. */
type Weighed = {
  at: number;
  providerId: number | undefined;
  words: Words;
  title: Map<string, number>;
  text: Map<string, number>;
  titleWeight: number;
  titleSquares: number;
};

function weighed({ publishedAt, providerId }: Wording, words: Words, rarity: Rarity): Weighed {
  const title = new Map([...words.title].map((word) => [word, rarity(word)]));
  const text = new Map([...words.text].map((word) => [word, rarity(word)]));
  let titleWeight = 0;
  let titleSquares = 0;
  for (const weight of title.values()) {
    titleWeight += weight;
    titleSquares += weight ** 2;
  }
  return { at: publishedAt.getTime(), providerId, words, title, text, titleWeight, titleSquares };
}

function compared(a: Weighed, b: Weighed): number {
  const days = Math.abs(a.at - b.at) / DAY_MS;
  if (days > ALIKE_WITHIN_DAYS) return 0;
  const said = saidInBoth(a, b);
  if (said.titled + said.told === 0) return 0;
  const isOneProvider = a.providerId !== undefined && a.providerId === b.providerId;
  const score =
    WEIGHTS.none +
    WEIGHTS.title * cosine(a, b) +
    WEIGHTS.cross * ((within(a, b) + within(b, a)) / 2) +
    WEIGHTS.titled * (1 - Math.exp(-said.titled / MUCH_TITLED)) +
    WEIGHTS.told * (1 - Math.exp(-said.told / MUCH_TOLD)) +
    WEIGHTS.day * days +
    (isOneProvider ? WEIGHTS.sameProvider : 0) +
    (areNumberedApart(a.words, b.words) ? WEIGHTS.numberedApart : 0);
  return 1 / (1 + Math.exp(-score));
}

/** How much the words that both have say, beyond what common words do: those in a title of the two, and the others. */
function saidInBoth(a: Weighed, b: Weighed): { titled: number; told: number } {
  let titled = 0;
  let told = 0;
  for (const [word, weight] of a.text) {
    if (weight <= COMMON || !b.text.has(word)) continue;
    if (a.title.has(word) || b.title.has(word)) titled += weight - COMMON;
    else told += weight - COMMON;
  }
  return { titled, told };
}

/** What two titles have in common, of what each says. */
function cosine(a: Weighed, b: Weighed): number {
  const all = Math.sqrt(a.titleSquares * b.titleSquares);
  if (all === 0) return 0;
  let common = 0;
  for (const [word, weight] of a.title) if (b.title.has(word)) common += weight ** 2;
  return common / all;
}

/** How much of one's title stands in the other. */
function within(a: Weighed, b: Weighed): number {
  if (a.titleWeight === 0) return 0;
  let common = 0;
  for (const [word, weight] of a.title) if (b.text.has(word)) common += weight;
  return common / a.titleWeight;
}

/** How likely each of these is one story with `one`, in order. */
export function likenessTo(one: Wording, others: Wording[], rarity: Rarity): number[] {
  const own = weighed(one, wordsOf(one), rarity);
  return others.map((other) => compared(own, weighed(other, wordsOf(other), rarity)));
}

export type AlikePair = { a: number; b: number; likeness: number };

/** All pairs of these that are probably one story, most alike first. */
export function alikePairs(articles: Article[], rarity?: Rarity): AlikePair[] {
  const compare = newest(articles);
  const words = compare.map(wordsOf);
  const known = rarity ?? rarityAmong(words);
  const all = compare.map((one, at) => weighed(one, words[at] as Words, known));
  const pairs: AlikePair[] = [];
  for (const [at, a] of all.entries()) {
    for (let other = at + 1; other < all.length; other++) {
      const alike = compared(a, all[other] as Weighed);
      const [one, two] = [compare[at] as Article, compare[other] as Article];
      if (alike >= ALIKE_FROM) pairs.push({ a: one.id, b: two.id, likeness: alike });
    }
  }
  return pairs.sort((x, y) => y.likeness - x.likeness);
}

function newest(articles: Article[]): Article[] {
  if (articles.length <= MAX_COMPARED) return articles;
  return [...articles].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()).slice(0, MAX_COMPARED);
}

/**
 * Which of these are probably one story: groups of two or more ids, the ids in the order given.
 * @param rarity how much a word says, better from the whole vocabulary (`db/story-words.ts`) than from these few
 */
export function alikeGroups(articles: Article[], rarity?: Rarity): number[][] {
  const order = new Map(articles.map(({ id }, at) => [id, at]));
  return groupsOf(alikePairs(articles, rarity)).map((ids) =>
    ids.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
  );
}

/**
 * Groups from pairs. A group takes in another only if a good part of the pairs between them are alike: a chain of
 * neighbours, such as reviews of the week, is no story.
 * @param apart pairs that are in no group together, whatever else they are like
 */
export function groupsOf(pairs: AlikePair[], apart: [number, number][] = []): number[][] {
  const groups = new Map<number, number[]>();
  /** By group (its first member): the groups near it, and by how many pairs. */
  const links = new Map<number, Map<number, number>>();
  const groupOf = (id: number) => getOrPut(groups, id, [id]);
  const linksOf = (group: number) => getOrPut(links, group, new Map());
  for (const { a, b } of pairs) {
    linksOf(a).set(b, 1);
    linksOf(b).set(a, 1);
  }
  for (const [a, b] of apart) {
    linksOf(a).set(b, Number.NEGATIVE_INFINITY);
    linksOf(b).set(a, Number.NEGATIVE_INFINITY);
  }
  for (const { a, b } of pairs) {
    const [one, other] = [groupOf(a), groupOf(b)];
    const [first = a] = one;
    const [second = b] = other;
    const linked = linksOf(first).get(second) ?? 0;
    if (one === other || linked < one.length * other.length * MIN_LINKED) continue;
    one.push(...other);
    for (const id of other) groups.set(id, one);
    for (const [near, count] of linksOf(second)) {
      linksOf(near).delete(second);
      if (near === first) continue;
      const all = (linksOf(first).get(near) ?? 0) + count;
      linksOf(first).set(near, all);
      linksOf(near).set(first, all);
    }
    links.delete(second);
  }
  return [...new Set(groups.values())].filter((ids) => ids.length > 1);
}

function getOrPut<V>(map: Map<number, V>, id: number, otherwise: V): V {
  const known = map.get(id);
  if (known === undefined) map.set(id, otherwise);
  return known ?? otherwise;
}

/** So large a share of the pairs between two groups must be alike for them to be one. */
const MIN_LINKED = 0.5;
