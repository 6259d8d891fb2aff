/** Merges a topic into another, or removes one that nothing uses. */
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import { REMOVE } from "@/db/subject-events";
import {
  allTopics,
  countChange,
  deleteTopic,
  formerTopicIds,
  giveArticles,
  redirectTopics,
  updateTopic,
} from "@/db/topic-changes";
import type { TopicRecord } from "@/db/topics-write";
import { AppError } from "../errors";
import { inOneAct, requireAsSeen, type Seen, type Step } from "../record/step";
import { articlesOf, movableArticles } from "./articles";
import { changeTopicIn, FOLLOW, follow, type TopicDone } from "./change";
import { idsBelow, isBelow, TOPIC, viewOf } from "./view";

/**
 * Gives a topic's articles, children and keywords to another, and lets its address lead there.
 * @returns the topic that is left, and how many articles it got
 * @throws AppError not-found, invalid where both are one
 */
export function mergeTopics(db: Db, { by, now, ...ids }: { from: string; into: string; by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => mergeTopicsIn(tx, ids, step));
}

export async function mergeTopicsIn(
  tx: Db,
  { from, into }: { from: string; into: string },
  step: Step,
): Promise<TopicDone & { articles: number }> {
  if (from === into) throw new AppError("invalid", { fields: { into: "is the topic itself" } });
  await lockForImport(tx);
  const all = await allTopics(tx);
  const [gone, kept] = [from, into].map((id) => all.find((one) => one.id === id));
  if (!gone || !kept) throw new AppError("not-found");
  const touched = await articlesOf(tx, idsBelow(gone.name, all));
  const articles = await movableArticles(tx, from, into);
  const former = await formerTopicIds(tx, from);
  await recordGone(tx, "merge", gone, { into, articles, former }, step);
  if (isBelow(kept.name, gone.name, all)) {
    await changeTopicIn(tx, { id: into, changes: { parent: gone.parent === kept.name ? null : gone.parent } }, step);
  }
  await reparent(tx, gone, kept.name, kept.id, all, step);
  const keywords = [...new Set([...kept.keywords, ...gone.keywords])];
  await changeTopicIn(tx, { id: into, changes: { keywords } }, step);
  await giveArticles(tx, from, into);
  await redirectTopics(tx, [from, ...former], into);
  await deleteTopic(tx, from);
  const ids = articles.map(([id]) => id);
  await countChange(tx, ids, step.now);
  await follow(tx, touched, [from, into]);
  return { id: into, changed: true, articles: ids.length };
}

/**
 * Removes a topic that no article has; those below it go to its parent.
 * @throws AppError not-found, conflict, invalid where articles have it
 */
export function removeTopic(db: Db, { by, now, ...given }: { id: string; seen?: Seen; by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => removeTopicIn(tx, given, step));
}

export async function removeTopicIn(
  tx: Db,
  { id, seen }: { id: string; seen?: Seen | undefined },
  step: Step,
): Promise<TopicDone> {
  await lockForImport(tx);
  const all = await allTopics(tx);
  const row = all.find((one) => one.id === id);
  if (!row) throw new AppError("not-found");
  const former = await formerTopicIds(tx, id);
  await requireAsSeen(tx, TOPIC, [id, ...former], viewOf(row, all), seen);
  if ((await articlesOf(tx, [id])).length > 0) {
    throw new AppError("invalid", { message: "Articles have this topic. Merge it into another one instead." });
  }
  const touched = await articlesOf(tx, idsBelow(row.name, all));
  await recordGone(tx, REMOVE, row, { former }, step);
  await reparent(tx, row, row.parent === row.name ? null : row.parent, null, all, step);
  await deleteTopic(tx, id);
  await follow(tx, touched, [id]);
  return { id, changed: true };
}

/** All that is needed to bring it back. */
function recordGone(tx: Db, action: string, row: TopicRecord, extra: Record<string, unknown>, step: Step) {
  const { into, articles, former } = extra;
  return appendAudit(
    tx,
    {
      by: step.by,
      action,
      subject: TOPIC,
      subjectId: row.id,
      before: { ...row, former, ...(articles ? { articles } : {}) },
      after: into === undefined ? null : { into },
    },
    step,
  );
}

async function reparent(
  tx: Db,
  gone: TopicRecord,
  parent: string | null,
  except: string | null,
  all: TopicRecord[],
  step: Step,
): Promise<void> {
  const children = all.filter((one) => one.parent === gone.name && one !== gone && one.id !== except);
  for (const child of children) await updateTopic(tx, child.id, { parent });
  await appendAudit(
    tx,
    children.map(({ id }) => ({
      by: step.by,
      action: FOLLOW,
      subject: TOPIC,
      subjectId: id,
      before: { parent: gone.name },
      after: { parent },
    })),
    step,
  );
}
