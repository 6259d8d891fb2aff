/** Brings stories in order after their members, or what is known of them, changed. */
import type { Db } from "@/db/client";
import { closeStories, storyMembers, writeSettled } from "@/db/stories-write";
import { settled } from "./rules";

/** An article whose heat or place in its story is another now. */
export type SettledChange = {
  id: number;
  storyId: number;
  before: { heat: number | null; isCoverage: boolean };
  after: { heat: number | null; isCoverage: boolean };
};

/**
 * Picks each story's lead and computes heat; a story with fewer than two members is removed.
 * Call it in the transaction of the change, after `story_id`, `state`, `quality` or `heat_given` were written.
 * @returns the articles it changed: enqueue, announce and record them with the change.
 */
export async function settleStories(tx: Db, storyIds: Iterable<number>): Promise<SettledChange[]> {
  const ids = [...new Set(storyIds)];
  const stories = byStory(await storyMembers(tx, ids));
  const changes = [...stories.values()].flatMap((members) =>
    settled(members)
      .filter(({ member, isCoverage, heat }) => member.isCoverage !== isCoverage || member.heat !== heat)
      .map(({ member, isCoverage, heat }) => ({
        id: member.id,
        storyId: member.storyId,
        before: { heat: member.heat, isCoverage: member.isCoverage },
        after: { heat, isCoverage },
      })),
  );
  await writeSettled(
    tx,
    changes.map(({ id, after }) => ({ id, ...after })),
  );
  await closeStories(
    tx,
    ids.filter((id) => (stories.get(id)?.length ?? 0) < 2),
  );
  return changes;
}

/** Map.groupBy, which Node 20 lacks. */
function byStory<M extends { storyId: number }>(members: M[]): Map<number, M[]> {
  const stories = new Map<number, M[]>();
  for (const member of members) {
    const others = stories.get(member.storyId);
    if (others) others.push(member);
    else stories.set(member.storyId, [member]);
  }
  return stories;
}
