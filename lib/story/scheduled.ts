/** Stories in which somebody goes live or ends by a schedule: who leads then is another, without anybody's doing. */
import { announce } from "@/db/announce";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { enqueue } from "@/db/outbox";
import {
  noteStoriesFollowed,
  storiesFollowedTo,
  storiesScheduledBetween,
  storiesWithSchedules,
} from "@/db/stories-scheduled";
import { lockMembership } from "@/db/stories-write";
import { tagsOf } from "../cache-tags";
import { followedBy } from "../publishing/followed";
import { taggedOf } from "../publishing/lock";
import { indexArticles } from "../search/index-articles";
import { settleStories } from "./settle";

/** Who it was, in the record. */
const SCHEDULE_ACTOR: Actor = { id: null, name: "schedule" };
/** What was saved just before it was due may have come too late for the last call: so far back is looked again. */
const OVERLAP_MS = 60_000;
/** So many at a time, so that statements stay short. */
const BATCH_SIZE = 500;

/**
 * Settles the stories of what went live or ended since the last call, however long ago that was; the first time, of all
 * that has a schedule. What is settled already stays as it is, so it may be called again, and by several at once. Call
 * it in a transaction of its own, which it keeps from overtaking those that change stories.
 */
export async function settleScheduled(tx: Db, now: Date): Promise<void> {
  const followedTo = await storiesFollowedTo(tx);
  await noteStoriesFollowed(tx, now);
  await lockMembership(tx);
  const due = followedTo ? await dueSince(tx, followedTo, now) : await storiesWithSchedules(tx);
  for (let at = 0; at < due.length; at += BATCH_SIZE) await settle(tx, due.slice(at, at + BATCH_SIZE), now);
}

/** Also where the clock went back. */
function dueSince(tx: Db, followedTo: Date, now: Date): Promise<number[]> {
  const [from, to] = [followedTo.getTime(), now.getTime()];
  return storiesScheduledBetween(tx, new Date(Math.min(from, to) - OVERLAP_MS), new Date(Math.max(from, to)));
}

async function settle(tx: Db, storyIds: number[], now: Date): Promise<void> {
  const changes = await settleStories(tx, storyIds, now);
  const ids = changes.map(({ id }) => id);
  await appendAudit(tx, changes.map(followedBy(SCHEDULE_ACTOR)));
  await enqueue(tx, ids);
  await indexArticles(tx, ids);
  await announce(tx, tagsOf(...(await taggedOf(tx, ids))));
}
