/** Published articles that queued ones may belong to. */
import type { Db } from "@/db/client";
import { queuedRows } from "@/db/queue";
import { plainText } from "../plain-text";
import { stem, tokens } from "../search/tokens";
import { ALIKE_FROM } from "../story/likeness";
import { type Near as NearStory, nearStories } from "../story/near";
import { wordsOf } from "../story/wording";
import type { Near } from "./types";

export const MAX_NEAR_ASKED = 20;
/** Each asks a few times; while somebody judges, the database has better to do. */
const AT_ONCE = 2;

/** For each of these queued articles the live one that is most like it, where one is alike at all. */
export async function nearPublished(db: Db, ids: number[], now: Date): Promise<Record<number, Near>> {
  const near: Record<number, Near> = {};
  const said = new Map((await queuedRows(db, ids)).map((row) => [row.id, wordsOf(row).text]));
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const found = await Promise.all(some.map((id) => nearStories(db, id, now)));
    for (const [index, id] of some.entries()) {
      const best = found[index]?.[0];
      if (best && best.likeness >= ALIKE_FROM) near[id] = nearOf(best, said.get(id));
    }
  }
  return near;
}

function nearOf({ article, likeness, before: { lead, heat, size } }: NearStory, said: Set<string> = new Set()): Near {
  const title = plainText(article.title);
  return {
    id: article.id,
    title,
    marks: marksOf(title, said),
    likeness,
    publishedAt: article.publishedAt.getTime(),
    provider: article.provider,
    quality: article.quality,
    heat: article.heat,
    story: {
      id: article.storyId ?? -article.id,
      size,
      lead: lead && {
        id: lead.id,
        title: plainText(lead.title),
        provider: lead.provider,
        quality: lead.quality,
        heat,
        isFixed: lead.heatGiven !== null || lead.leadGiven,
      },
    },
  };
}

/** Where a title has one of these stems: pairs of start and end. */
function marksOf(title: string, stems: Set<string>): [number, number][] {
  return tokens(title)
    .filter(({ text }) => stems.has(stem(text)))
    .map(({ start, end }) => [start, end]);
}
