/** What editors make of stories. All of it is changes of articles, so it is recorded and taken back as those are. */
import { asc, inArray } from "drizzle-orm";
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { article } from "@/db/schema";
import { lockMembership, openStories } from "@/db/stories-write";
import { acting } from "../acting";
import { AppError } from "../errors";
import { type ActResult, changeIn } from "../publishing/change";

type By = { by: Actor; now: Date };

/** More articles than any event has. */
const MAX_MEMBERS = 500;

/**
 * Makes one story of articles, with all that are in their stories: the story of `into` where it has one, else of the
 * first that has one.
 * @throws AppError invalid when there are fewer than two, or too many
 */
export function mergeIntoStory(db: Db, ids: number[], { into, ...by }: By & { into?: number }): Promise<ActResult> {
  return change(db, by, async (tx) => {
    const given = await placesOf(tx, ids);
    if (given.length < new Set(ids).size) throw new AppError("not-found");
    const target = given.find(({ id, storyId }) => id === into && storyId !== null) ?? given.find((one) => one.storyId);
    const storyId = target?.storyId ?? (await openStories(tx, 1))[0] ?? 0;
    const all = await withStoryMembers(tx, given);
    requireSize(all.length);
    // Of several leads that were chosen by hand, that of the story that stays leads.
    return all.map((one) => ({
      id: one.id,
      changes: { storyId, leadGiven: one.leadGiven && one.storyId === storyId },
    }));
  });
}

/** Takes articles out of their stories: each is alone again, or with `together` they are a story of their own. */
export function splitFromStory(
  db: Db,
  ids: number[],
  { together = false, ...by }: By & { together?: boolean },
): Promise<ActResult> {
  return change(db, by, async (tx) => {
    const unique = [...new Set(ids)];
    const [storyId = null] = together && unique.length > 1 ? await openStories(tx, 1) : [];
    return unique.map((id) => ({ id, changes: { storyId, leadGiven: false } }));
  });
}

/**
 * Moves articles, without the others of their stories, into the story of another article, which is made where there is none.
 * @throws AppError not-found; invalid when that story would be too large
 */
export function moveIntoStory(db: Db, ids: number[], { into, ...by }: By & { into: number }): Promise<ActResult> {
  return change(db, by, async (tx) => {
    const moved = [...new Set(ids)].filter((id) => id !== into);
    const [target] = await placesOf(tx, [into]);
    if (!target) throw new AppError("not-found");
    const storyId = target.storyId ?? (await openStories(tx, 1))[0] ?? 0;
    const others = await withStoryMembers(tx, [target]);
    requireSize(new Set([...moved, ...others.map(({ id }) => id)]).size);
    const alone = target.storyId === null ? [{ id: into, changes: { storyId, leadGiven: false } }] : [];
    return [...alone, ...moved.map((id) => ({ id, changes: { storyId, leadGiven: false } }))];
  });
}

/** Makes an article lead its story while it is published, whatever the qualities; null: quality decides again. */
export function chooseLead(db: Db, storyId: number, articleId: number | null, by: By): Promise<ActResult> {
  return change(db, by, async (tx) => {
    const members = await tx
      .select({ id: article.id })
      .from(article)
      .where(inArray(article.storyId, [storyId]));
    if (members.length === 0 || (articleId !== null && !members.some(({ id }) => id === articleId))) {
      throw new AppError("not-found");
    }
    return members.map(({ id }) => ({ id, changes: { leadGiven: id === articleId } }));
  });
}

function change(
  db: Db,
  by: By,
  edits: (tx: Db) => Promise<{ id: number; changes: { storyId?: number | null; leadGiven: boolean } }[]>,
): Promise<ActResult> {
  return acting(db, async (tx) => {
    await lockMembership(tx);
    return changeIn(tx, { ...by, edits: await edits(tx) });
  });
}

function requireSize(members: number): void {
  if (members < 2) throw new AppError("invalid", { message: "A story has two articles or more." });
  if (members > MAX_MEMBERS) throw new AppError("invalid", { message: `A story has at most ${MAX_MEMBERS} articles.` });
}

const place = { id: article.id, storyId: article.storyId, leadGiven: article.leadGiven };

function placesOf(tx: Db, ids: number[]) {
  return tx.select(place).from(article).where(inArray(article.id, ids)).orderBy(asc(article.id));
}

async function withStoryMembers(tx: Db, given: Awaited<ReturnType<typeof placesOf>>) {
  const stories = [...new Set(given.flatMap(({ storyId }) => storyId ?? []))];
  const members = await tx.select(place).from(article).where(inArray(article.storyId, stories));
  return [...new Map([...given, ...members].map((one) => [one.id, one])).values()];
}
