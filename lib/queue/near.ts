/** Published articles that queued ones may belong to. */
import type { Db } from "@/db/client";
import { liveAround, publishedRows, queuedRows } from "@/db/queue";
import { providerOf } from "../article/card";
import { plainText } from "../plain-text";
import { ALIKE_WITHIN_DAYS } from "../story/likeness";
import { DAY_MS } from "../time";
import { mostAlike, sharedWords } from "./most-alike";
import { placesOfStories } from "./page";
import type { Near } from "./types";

export const MAX_NEAR_ASKED = 20;
const WITHIN_MS = ALIKE_WITHIN_DAYS * DAY_MS;
const LOOKED_AT_EACH = 300;

/** For each of these queued articles the live one that is most like it, where one is alike at all. */
export async function nearPublished(db: Db, ids: number[], now: Date): Promise<Record<number, Near>> {
  const [queued, live] = await Promise.all([
    queuedRows(db, ids),
    liveAround(db, ids, { now, withinMs: WITHIN_MS, each: LOOKED_AT_EACH }),
  ]);
  const told = <T extends { title: string; excerpt: string; publishedAt: number }>(row: T) => ({
    ...row,
    title: plainText(row.title),
    excerpt: plainText(row.excerpt),
    publishedAt: new Date(row.publishedAt),
  });
  const best = mostAlike(queued.map(told), live.map(told));
  const found = await publishedRows(db, [...new Set([...best.values()].map(({ id }) => id))]);
  const stories = await placesOfStories(
    db,
    found.flatMap(({ storyId }) => storyId ?? []),
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  const near: Record<number, Near> = {};
  for (const row of queued) {
    const match = best.get(row.id);
    const other = match && byId.get(match.id);
    if (!match || !other || (other.storyId !== null && other.storyId === row.storyId)) continue;
    const title = plainText(other.title);
    const provider = providerOf(other);
    const alone = {
      id: -other.id,
      size: 1,
      lead: {
        id: other.id,
        title,
        provider: provider.name,
        quality: other.quality,
        heat: other.heat,
        isFixed: other.heatGiven !== null,
      },
    };
    near[row.id] = {
      id: other.id,
      title,
      marks: sharedWords(title, `${plainText(row.title)} ${plainText(row.excerpt)}`),
      likeness: match.likeness,
      publishedAt: other.publishedAt,
      provider,
      quality: other.quality,
      heat: other.heat,
      story: (other.storyId === null ? undefined : stories.get(other.storyId)) ?? alone,
    };
  }
  return near;
}
