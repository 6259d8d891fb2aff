/** Recent articles that probably are one story, for an editor to say so. */
import type { Db } from "@/db/client";
import { articlesWithStories, recentArticles, type StoryArticle } from "@/db/stories-read";
import { apartAmong } from "@/db/story-apart";
import { ALIKE_WITHIN_DAYS, type AlikePair, alikePairs, groupsOf } from "./likeness";
import { type Outcome, outcomeOf } from "./outcome";
import { rarityIn } from "./rarity";
import { type Member, membersAt } from "./rules";
import { sharedWords } from "./wording";

export type Suggestion = {
  /** Newest first. */
  articles: StoryArticle[];
  /** Others that come along, since they are in a story with one of these. */
  along: StoryArticle[];
  /** The mean of its pairs, 0 to 1. */
  likeness: number;
  /** That the first two pairs share, rarest first. */
  words: string[];
  /** Between the first and the last of them. */
  spanMs: number;
  outcome: Outcome<StoryArticle & Member>;
};

const DAY_MS = 86_400_000;
/** Newer than this, and as many of those that wait as of those that don't. */
const RECENT_DAYS = 2 * ALIKE_WITHIN_DAYS;
const LOOKED_AT_EACH = 200;
const MAX_SUGGESTIONS = 12;
/** More are two events that one long article ties together, or advertisements. */
const MAX_IN_GROUP = 40;
const SHOWN_WORDS = 4;

/** Groups of articles that are not one story yet and were not said to be apart, most alike first. */
export async function suggestedStories(db: Db, now: Date): Promise<Suggestion[]> {
  const since = new Date(now.getTime() - RECENT_DAYS * DAY_MS);
  const limit = LOOKED_AT_EACH;
  const [waiting, judged] = await Promise.all([
    recentArticles(db, ["queued"], { since, limit }),
    recentArticles(db, ["published", "unpublished"], { since, limit }),
  ]);
  const articles = [...waiting, ...judged];
  if (articles.length < 2) return [];
  const [rarity, apart] = await Promise.all([
    rarityIn(db, articles),
    apartAmong(
      db,
      articles.map(({ id }) => id),
    ),
  ]);
  const pairs = alikePairs(articles, rarity);
  const groups = groupsOf([...together(articles), ...pairs], apart);
  const byId = new Map(articles.map((one) => [one.id, one]));
  const found = groups
    .map((ids) => ids.flatMap((id) => byId.get(id) ?? []))
    .filter((group) => group.length <= MAX_IN_GROUP && !isOneStory(group))
    .map((group) => ({ group, likeness: meanOf(pairs, group) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MAX_SUGGESTIONS);
  const whole = await articlesWithStories(
    db,
    found.flatMap(({ group }) => group.map(({ id }) => id)),
  );
  return found.map(({ group, likeness }) => {
    const shownGroup = group.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || b.id - a.id);
    const [first, second] = closest(pairs, group, byId);
    const stories = new Set(group.flatMap(({ storyId }) => storyId ?? []));
    const ids = new Set(group.map(({ id }) => id));
    const along = whole.filter(({ id, storyId }) => storyId !== null && stories.has(storyId) && !ids.has(id));
    const times = group.map(({ publishedAt }) => publishedAt.getTime());
    return {
      articles: shownGroup,
      along,
      likeness,
      words: first && second ? sharedWords(first, second, { rarity, most: SHOWN_WORDS }) : [],
      spanMs: Math.max(...times) - Math.min(...times),
      outcome: outcomeOf(
        membersAt(
          whole.filter(({ id }) => ids.has(id) || along.some((other) => other.id === id)),
          now,
        ),
      ),
    };
  });
}

const isOneStory = ([first, ...rest]: StoryArticle[]) =>
  first?.storyId != null && rest.every(({ storyId }) => storyId === first.storyId);

/** Members of one story are together, whatever their words. */
function together(articles: StoryArticle[]): AlikePair[] {
  const firsts = new Map<number, number[]>();
  return articles.flatMap(({ id, storyId }) => {
    if (storyId === null) return [];
    const others = firsts.get(storyId) ?? [];
    firsts.set(storyId, [...others, id]);
    return others.map((a) => ({ a, b: id, likeness: 1 }));
  });
}

const within = (pairs: AlikePair[], group: StoryArticle[]) => {
  const ids = new Set(group.map(({ id }) => id));
  return pairs.filter(({ a, b }) => ids.has(a) && ids.has(b));
};

function meanOf(pairs: AlikePair[], group: StoryArticle[]): number {
  const own = within(pairs, group);
  return own.reduce((all, { likeness }) => all + likeness, 0) / Math.max(own.length, 1);
}

function closest(pairs: AlikePair[], group: StoryArticle[], byId: Map<number, StoryArticle>) {
  const [pair] = within(pairs, group);
  return pair ? [byId.get(pair.a), byId.get(pair.b)] : [];
}
