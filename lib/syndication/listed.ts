import type { Db } from "@/db/client";
import { updateTimes } from "@/db/update-times";
import { cardsByIds } from "../reading/stories";
import type { Card } from "../reading/types";
import type { Listed } from "./item";

/** Live articles by id, in this order, as feeds list them. */
export const listedByIds = async (db: Db, ids: number[], now: Date): Promise<Listed[]> =>
  listed(db, await cardsByIds(db, ids, now));

export async function listed(db: Db, cards: Card[]): Promise<Listed[]> {
  const ids = cards.map((card) => card.id);
  const times = await updateTimes(db, ids);
  return cards.map((card) => ({ ...card, updatedAt: times.get(card.id) ?? null }));
}
