/** Articles as feeds list them: with what is known of updates, of their stories and of their pictures. */
import { updates } from "@/db/article-updates";
import type { Db } from "@/db/client";
import { fetchedPictures } from "@/db/feed-pictures";
import { cardsByIds, withCoverage } from "../reading/stories";
import type { Card } from "../reading/types";
import { enclosureOf } from "./enclosure";
import type { Listed } from "./item";

/** Live articles by id, in this order. */
export const listedByIds = async (db: Db, ids: number[], now: Date): Promise<Listed[]> =>
  listed(db, await cardsByIds(db, ids, now), now);

export async function listed(db: Db, cards: Card[], now: Date): Promise<Listed[]> {
  const [stories, updated, pictures] = await Promise.all([
    withCoverage(db, cards, now),
    updates(
      db,
      cards.map(({ id }) => id),
      now,
    ),
    fetchedPictures(
      db,
      cards.flatMap(({ picture }) => picture?.key ?? []),
    ),
  ]);
  return stories.map((story) => {
    const { at = null, correction = null } = updated.get(story.id) ?? {};
    return {
      ...story,
      updatedAt: at === null ? null : new Date(at),
      correction,
      enclosure: story.picture && enclosureOf(story.picture.src, pictures.get(story.picture.key ?? "")),
    };
  });
}
