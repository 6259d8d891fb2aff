/** Stories, or articles alone, that others may be joined with. */
import type { StoryArticle } from "@/db/stories-read";
import type { Near } from "@/lib/story/near";
import type { Place } from "@/lib/time";
import { type ToldArticle, toldArticle } from "./told-article";

export type ToldGroup = {
  /** The one that was found. */
  article: ToldArticle;
  /** Null: it is alone. */
  storyId: number | null;
  members: ToldArticle[];
};
export type ToldNear = ToldGroup & { percent: number; words: string[] };

/** What was found by story, in order. @param whole them and all of their stories */
export function toldGroups(found: StoryArticle[], whole: StoryArticle[], now: Date, place: Place): ToldGroup[] {
  const groups = new Map<string, ToldGroup>();
  for (const article of found) {
    const { id, storyId } = article;
    const key = storyId === null ? `article ${id}` : `story ${storyId}`;
    if (groups.has(key)) continue;
    const members = whole.filter((one) => one.id === id || (storyId !== null && one.storyId === storyId));
    groups.set(key, {
      article: toldArticle(article, now, place),
      storyId,
      members: members.map((one) => toldArticle(one, now, place)),
    });
  }
  return [...groups.values()];
}

export function toldNear({ article, members, likeness, words }: Near, now: Date, place: Place): ToldNear {
  return {
    article: toldArticle(article, now, place),
    storyId: article.storyId,
    members: members.map((one) => toldArticle(one, now, place)),
    percent: Math.round(likeness * 100),
    words,
  };
}
