/** What an article says, as words to compare: stems without the small words, and the numbers of its title. */
import { plainText } from "../plain-text";
import { isSmallWord } from "../search/small-words";
import { stem, tokens } from "../search/tokens";

/** What likeness is judged by. */
export type Wording = {
  title: string;
  excerpt: string;
  publishedAt: Date;
  /** One provider rarely tells of one event twice; unknown where absent. */
  providerId?: number | undefined;
};

/** How much a stem says: 0 for nothing, more the rarer it is. */
export type Rarity = (stem: string) => number;

export type Words = {
  title: Set<string>;
  /** Title and excerpt. */
  text: Set<string>;
  /** Numbers of the title by the word that they count or number, such as `part` → 2. */
  numbers: Map<string, string>;
};

/** Excerpts are a paragraph; of longer ones the beginning tells the event. */
const MAX_WORDS = 120;

export function wordsOf({ title, excerpt }: Pick<Wording, "title" | "excerpt">): Words {
  const named = saying(title);
  return {
    title: new Set(named),
    text: new Set([...named, ...saying(excerpt)]),
    numbers: numbersOf(named),
  };
}

/** The words of a text that say something, in order, as they stand there and as stems. */
export function sayingWords(source: string): { written: string; word: string; stem: string }[] {
  const text = plainText(source);
  return tokens(text)
    .slice(0, MAX_WORDS)
    .map(({ text: word, start, end }) => ({ written: text.slice(start, end), word, stem: stemOf(word) }))
    .filter(({ stem }) => !isSmallWord(stem));
}

const saying = (text: string) => sayingWords(text).map(({ stem }) => stem);

/** `38M` and `38 million` are one number. */
const stemOf = (word: string) => stem(word.replace(COUNTED, "$1"));

const COUNTED = /^(\d+)(?:m|mn|bn|k|st|nd|rd|th)$/;
const MONTHS = new Set(
  "january february march april may june july august september october november december".split(" ").map(stem),
);
const isNumber = (word: string) => /^v?\d+$/.test(word);

/**
 * What is numbered in a title, such as versions, parts, quarters and years: with another number it is another event.
 * Months number what comes every month.
 */
function numbersOf(words: string[]): Map<string, string> {
  const numbers = new Map<string, string>();
  for (const [at, word] of words.entries()) {
    if (MONTHS.has(word)) numbers.set("month", word);
    else if (isNumber(word)) numbers.set(words[at - 1] ?? "", word);
  }
  return numbers;
}

/** The words that both have and that say most, as the first writes them. */
export function sharedWords(a: Wording, b: Wording, { rarity, most }: { rarity: Rarity; most: number }): string[] {
  const others = wordsOf(b).text;
  const shared = [a.title, a.excerpt].flatMap(sayingWords).filter(({ stem }) => others.has(stem));
  return [...new Map(shared.reverse().map((word) => [word.stem, word])).values()]
    .map(({ written, stem }) => ({ written, says: rarity(stem) }))
    .sort((x, y) => y.says - x.says)
    .slice(0, most)
    .map(({ written }) => written);
}

/** Whether two titles number the same thing differently. */
export function areNumberedApart(a: Words, b: Words): boolean {
  return [...a.numbers].some(([what, number]) => (b.numbers.get(what) ?? number) !== number);
}

/** Before articles are counted, a word is taken to stand in this share of them, as if that were known of so many. */
const ASSUMED_SHARE = 0.005;
const ASSUMED_ARTICLES = 20;

/** @param counts stem → in how many of `articles` it stands */
export function rarityOf(counts: ReadonlyMap<string, number>, articles: number): Rarity {
  const all = articles + ASSUMED_ARTICLES;
  return (word) => Math.log(1 + all / ((counts.get(word) ?? 0) + ASSUMED_ARTICLES * ASSUMED_SHARE));
}

/** Rarity by how many of these have a word. Counts of a larger whole are better: in a burst, its own words look common. */
export function rarityAmong(all: Words[]): Rarity {
  const counts = new Map<string, number>();
  for (const { text } of all) for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1);
  return rarityOf(counts, all.length);
}
