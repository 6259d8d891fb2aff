/** Cards and stories from ids. */
import { liveCards, storyMembers } from "@/db/cards";
import type { Db } from "@/db/client";
import { cardOf, coverageOf } from "../article/card";
import type { Card, Story } from "./types";

export async function cardsByIds(db: Db, ids: number[], now: Date): Promise<Card[]> {
  return (await liveCards(db, ids, now)).map(cardOf);
}

/** Cards with the other articles of their stories, for those that lead one. */
export async function storiesByIds(db: Db, ids: number[], now: Date): Promise<Story[]> {
  return withCoverage(db, await cardsByIds(db, ids, now), now);
}

/** These cards with the other articles of the stories that they lead. */
export async function withCoverage(db: Db, cards: Card[], now: Date): Promise<Story[]> {
  const leading = cards.filter((card) => !card.isCoverage && card.storyId !== null);
  const members = await storyMembers(
    db,
    leading.map((card) => card.storyId as number),
    now,
  );
  return cards.map((card) => ({
    ...card,
    coverage: card.isCoverage
      ? []
      : members.filter((member) => member.storyId === card.storyId && member.id !== card.id).map(coverageOf),
  }));
}
