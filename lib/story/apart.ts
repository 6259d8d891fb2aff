/** An editor's word that articles are not one story. */
import { type Actor, appendAudit, newAct } from "@/db/audit";
import type { Db } from "@/db/client";
import { addApart, existingArticles, type Pair } from "@/db/story-apart";
import { acting } from "../acting";
import { AppError } from "../errors";

export const STORY_APART = "story_apart";

/**
 * Notes that these are not one story, so that it is not suggested again; those that are in one story stay in it.
 * @returns the act, by which it can be undone; null where all of it was said before
 * @throws AppError not-found, where fewer than two of them are there
 */
export function sayApart(db: Db, ids: number[], { by }: { by: Actor }): Promise<{ act: number | null; pairs: number }> {
  return acting(db, async (tx) => {
    const found = await existingArticles(tx, ids);
    if (found.length < 2) throw new AppError("not-found");
    const pairs = found.flatMap((a, at) =>
      found
        .slice(at + 1)
        .filter((b) => a.storyId === null || a.storyId !== b.storyId)
        .map((b): Pair => [a.id, b.id]),
    );
    const added = await addApart(tx, pairs);
    if (added.length === 0) return { act: null, pairs: 0 };
    const act = await newAct(tx);
    const entry = { by, action: "apart", subject: STORY_APART, subjectId: found[0]?.id ?? null };
    await appendAudit(tx, { ...entry, after: { pairs: added } }, { act });
    return { act, pairs: added.length };
  });
}
