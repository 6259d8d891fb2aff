/** Brings stories in order after their members, or what is known of them, changed. */
import type { Db } from "@/db/client";
import { storiesFollowedTo } from "@/db/stories-scheduled";
import { closeStories, storyMembers, writeSettled } from "@/db/stories-write";
import { membersAt, settled } from "./rules";

/** An article whose heat or place in its story is another now. */
export type SettledChange = {
  id: number;
  storyId: number;
  before: StoryPlace;
  after: StoryPlace;
};
/** `storyId` becomes null where the story is removed. */
type StoryPlace = { heat: number | null; isCoverage: boolean; storyId: number | null };

/**
 * Picks each story's lead and computes heat; a story with fewer than two members is removed.
 * Call it in the transaction of the change, after `story_id`, `state`, `quality`, `heat_given` or a schedule were written.
 * @returns the articles it changed: enqueue, announce and record them with the change.
 */
export async function settleStories(tx: Db, storyIds: Iterable<number>, now: Date): Promise<SettledChange[]> {
  const ids = [...new Set(storyIds)];
  const rows = await storyMembers(tx, ids);
  const stories = byStory(membersAt(rows, await momentFor(tx, rows, now)));
  const changes = [...stories.values()].flatMap((members) =>
    settled(members)
      .filter(
        ({ member, isCoverage, heat }) =>
          members.length < 2 || member.isCoverage !== isCoverage || member.heat !== heat,
      )
      .map(({ member: { id, storyId, ...was }, isCoverage, heat }) => ({
        id,
        storyId,
        before: { heat: was.heat, isCoverage: was.isCoverage, storyId },
        after: { heat, isCoverage, storyId: members.length < 2 ? null : storyId },
      })),
  );
  await writeSettled(
    tx,
    changes.map(({ id, after: { heat, isCoverage } }) => ({ id, heat, isCoverage })),
  );
  await closeStories(
    tx,
    ids.filter((id) => (stories.get(id)?.length ?? 0) < 2),
  );
  return changes;
}

/**
 * While a change waited for its locks, a schedule may have begun or ended and its story been settled: going by when the
 * change was asked for would take that back. To be asked once the members are locked.
 */
async function momentFor(tx: Db, rows: { liveFrom: Date | null; liveUntil: Date | null }[], now: Date): Promise<Date> {
  if (rows.every(({ liveFrom, liveUntil }) => liveFrom === null && liveUntil === null)) return now;
  const followedTo = await storiesFollowedTo(tx);
  return followedTo && followedTo > now ? followedTo : now;
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
