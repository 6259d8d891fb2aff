/** An article as the stories' room shows it: what rules need, and the rest as text. */
import { stateOf } from "@/app/admin/_ui/state";
import type { StoryArticle } from "@/db/stories-read";
import { isLive } from "@/lib/article/live";
import { plainText } from "@/lib/plain-text";
import type { Member } from "@/lib/story/rules";
import { age, type Place } from "@/lib/time";

export type ToldArticle = Member & {
  storyId: number | null;
  title: string;
  provider: string;
  heat: number | null;
  isCoverage: boolean;
  leadGiven: boolean;
  /** Taken off the page of its story. */
  withdrawn: boolean;
  state: StoryArticle["state"];
  /** What readers get of it, as a shape and in a word. */
  mark: ReturnType<typeof stateOf>["mark"];
  word: string;
  age: string;
  original: string | null;
};

export function toldArticle(article: StoryArticle, now: Date, place: Place): ToldArticle {
  const { id, storyId, state, quality, heat, heatGiven, isCoverage, leadGiven, publishedAt, provider, withdrawn } =
    article;
  const title = plainText(article.title) || "Without a title";
  return {
    ...{ id, storyId, state, quality, heat, heatGiven, isCoverage, leadGiven, publishedAt, provider, withdrawn, title },
    isLive: isLive(article, now),
    ...stateOf(article, now, place),
    age: age(publishedAt, now, place),
    original: article.originalUrl ?? article.webUrl,
  };
}
