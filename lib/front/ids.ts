/** Ids of what stands on the front page, in order. */
import { lists, pageOfIds } from "@/db/article-lists";
import type { Db } from "@/db/client";
import { pinsAt } from "@/db/front-page";
import { FRONT_PLACES, laidOut, standing } from "./places";

export async function frontIds(db: Db, now: Date): Promise<number[]> {
  const pinned = standing(await pinsAt(db, now));
  const list = lists.front(pinned.map(({ pin }) => pin.id));
  const { ids } = await pageOfIds(db, list, { now, cursor: null, size: FRONT_PLACES - pinned.length });
  return laidOut(
    pinned.map(({ pin, stands }) => ({ item: pin.id, stands })),
    ids,
  );
}
