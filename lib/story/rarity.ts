/** How much words say, by the vocabulary of all published articles. */
import type { Db } from "@/db/client";
import { wordCounts } from "@/db/story-words";
import { type Rarity, rarityAmong, rarityOf, sayingWords, type Wording, wordsOf } from "./wording";

/** Fewer published articles say less about words than those that are compared do. */
const MIN_VOCABULARY = 200;

type Said = Pick<Wording, "title" | "excerpt">;

/** Rarity of the words of these articles, for `likeness` and `alikeGroups`. */
export async function rarityIn(db: Db, compared: Said[]): Promise<Rarity> {
  const said = compared.flatMap(({ title, excerpt }) => [title, excerpt]).flatMap(sayingWords);
  const stems = new Map(said.map(({ word, stem }) => [word, stem]));
  const { articles, counts } = await wordCounts(db, [...stems.keys()]);
  if (articles < MIN_VOCABULARY) return rarityAmong(compared.map(wordsOf));
  const byStem = new Map<string, number>();
  for (const [word, stem] of stems) byStem.set(stem, Math.max(byStem.get(stem) ?? 0, counts.get(word) ?? 0));
  return rarityOf(byStem, articles);
}
