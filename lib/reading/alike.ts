/** Which articles a reader of one might go on to. */

import { neighbours } from "@/db/article-neighbours";
import type { Db } from "@/db/client";
import { plainText } from "../plain-text";
import { fold } from "../search/fold";
import { cardsByIds } from "./stories";
import type { Card } from "./types";

const SHOWN = 3;
const LOOKED_AT_EACH = 40;
/** A word that titles share says as much as this many shared topics. */
const WORD_WEIGHT = 2;
const SHORTEST_WORD = 4;

export async function alikeTo(db: Db, article: Card, now: Date): Promise<Card[]> {
  const near = await neighbours(db, article.id, now, LOOKED_AT_EACH);
  const words = wordsOf(article.title);
  const ids = near
    .map((other) => ({ id: other.id, score: other.shared + WORD_WEIGHT * sharedWords(words, plainText(other.title)) }))
    .sort((a, b) => b.score - a.score || b.id - a.id)
    .slice(0, SHOWN)
    .map((other) => other.id);
  return cardsByIds(db, ids, now);
}

function sharedWords(words: Set<string>, title: string): number {
  return [...wordsOf(title)].filter((word) => words.has(word)).length;
}

function wordsOf(title: string): Set<string> {
  const words =
    fold(title)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD));
}
