/** Published articles, and the stories they are in, that an article may belong to. */
import type { Db } from "@/db/client";
import { articlesWithStories, publishedWithWords, type StoryArticle } from "@/db/stories-read";
import { apartAmong } from "@/db/story-apart";
import { wordCounts } from "@/db/story-words";
import { quoted, STEPS, stemLexeme } from "../search/lexemes";
import { ALIKE_WITHIN_DAYS, likenessTo } from "./likeness";
import { type Outcome, outcomeOf } from "./outcome";
import { rarityIn } from "./rarity";
import { type Member, membersAt } from "./rules";
import { sayingWords, sharedWords } from "./wording";

export type Near = {
  /** The one that is most alike: of its story, if it is in one. */
  article: StoryArticle;
  /** All of its story; itself where it is alone. */
  members: StoryArticle[];
  /** 0 to 1. */
  likeness: number;
  /** That both have, rarest first. */
  words: string[];
  /** The story's heat as it is, and as it would be if the article joined. */
  before: Outcome<StoryArticle & Member>;
  after: Outcome<StoryArticle & Member>;
};

const DAY_MS = 86_400_000;
/** Lower than for suggestions: here an editor looks for where an article belongs. */
const NEAR_FROM = 0.3;
const MAX_NEAR = 5;
const SHOWN_WORDS = 4;
/** By so many of its rarest words, and as many that are new, candidates are found. */
const ASKED_WORDS = 8;
const MAX_CANDIDATES = 200;

/** Most alike first; none for an article that is gone. A story that the article is in already, or is not of, is left out. */
export async function nearStories(db: Db, articleId: number, now: Date): Promise<Near[]> {
  const own = await articlesWithStories(db, [articleId]);
  const article = own.find(({ id }) => id === articleId);
  if (!article) return [];
  const found = (await candidates(db, article, now)).filter(
    ({ id, storyId }) => id !== articleId && (storyId === null || storyId !== article.storyId),
  );
  if (found.length === 0) return [];
  const [rarity, apart] = await Promise.all([
    rarityIn(db, [article, ...found]),
    apartAmong(db, [articleId, ...found.map(({ id }) => id)]),
  ]);
  const notOf = new Set(apart.filter((pair) => pair.includes(articleId)).flat());
  const likenesses = likenessTo(article, found, rarity);
  const near = bestOfEach(
    found
      .map((one, at) => ({ one, likeness: likenesses[at] ?? 0 }))
      .filter(({ one, likeness }) => likeness >= NEAR_FROM && !notOf.has(one.id)),
  );
  const whole = await articlesWithStories(
    db,
    near.map(({ one }) => one.id),
  );
  return near.map(({ one, likeness }) => {
    const members = whole.filter(({ id, storyId }) => id === one.id || (storyId !== null && storyId === one.storyId));
    return {
      article: one,
      members,
      likeness,
      words: sharedWords(article, one, { rarity, most: SHOWN_WORDS }),
      before: outcomeOf(membersAt(members, now)),
      after: outcomeOf(membersAt([...members, ...own], now)),
    };
  });
}

/** Published articles around its time, not ended, that share its rarest words. */
async function candidates(db: Db, article: StoryArticle, now: Date): Promise<StoryArticle[]> {
  const words = [...sayingWords(article.title), ...sayingWords(article.excerpt)].map(({ word }) => word);
  const { counts } = await wordCounts(db, words);
  const known = [...counts].sort((a, b) => a[1] - b[1]).map(([word]) => word);
  // The vocabulary learns new words a little after articles have them: they cost next to nothing to ask for.
  const unknown = [...new Set(words)].filter((word) => !counts.has(word));
  const asked = [...known.slice(0, ASKED_WORDS), ...unknown.slice(0, ASKED_WORDS)];
  if (asked.length === 0) return [];
  const at = article.publishedAt.getTime();
  const [from, until] = [at - ALIKE_WITHIN_DAYS * DAY_MS, at + ALIKE_WITHIN_DAYS * DAY_MS];
  const months = STEPS.month.between(STEPS.month.step(from), STEPS.month.step(until)) ?? [];
  const any = (lexemes: string[]) => `(${lexemes.map(quoted).join(" | ")})`;
  const tsquery = `${any(asked.map(stemLexeme))} & ${any(months)}`;
  return publishedWithWords(db, tsquery, {
    from: new Date(from),
    until: new Date(until),
    limit: MAX_CANDIDATES,
    now,
  });
}

type Found = { one: StoryArticle; likeness: number };

/** Of each story the member that is most alike. */
function bestOfEach(found: Found[]): Found[] {
  const sorted = found.sort((a, b) => b.likeness - a.likeness);
  const keyOf = ({ one: { id, storyId } }: Found) => (storyId === null ? `article ${id}` : `story ${storyId}`);
  const best = new Map<string, Found>();
  for (const one of sorted) if (!best.has(keyOf(one))) best.set(keyOf(one), one);
  return [...best.values()].slice(0, MAX_NEAR);
}
