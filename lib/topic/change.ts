/** An editor's changes of topics: one transaction, and everything that follows from it. */
import { announce } from "@/db/announce";
import { type Actor, appendAudit } from "@/db/audit";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import {
  allTopics,
  countChange,
  forgetTopicRedirects,
  formerTopicIds,
  insertTopic,
  moveTopic,
  redirectTopics,
  updateTopic,
  writePositions,
} from "@/db/topic-changes";
import type { TopicRecord } from "@/db/topics-write";
import { ARTICLES_TAG, FRAME_TAG, topicTag } from "../cache-tags";
import { AppError } from "../errors";
import { difference } from "../publishing/plan";
import { inOneAct, requireAsSeen, type Seen, type Step } from "../record/step";
import { reindex } from "../search/reindex";
import { articlesOf } from "./articles";
import { freeTopicId } from "./ensure";
import { topicIdOf } from "./id";
import { movedBehind, otherPositions, withNewOnes } from "./order";
import { requireFree, requireParent } from "./valid";
import { idsBelow, TOPIC, type TopicView, viewOf } from "./view";
import { topicFileText } from "./write-file";

export type TopicChanges = { [Field in keyof TopicView]?: TopicView[Field] | undefined };
export type TopicEdit = { id: string; seen?: Seen | undefined; changes: TopicChanges };
export type TopicDone = { id: string; changed: boolean };

/**
 * Changes a topic. Another id leaves a redirect; topics below follow another name.
 * @throws AppError not-found, conflict (with what changed since it was seen), invalid (with the field)
 */
export function changeTopic(db: Db, { by, now, ...edit }: TopicEdit & { by: Actor; now: Date }) {
  return inOneAct(db, { by, now }, (tx, step) => changeTopicIn(tx, edit, step));
}

export async function changeTopicIn(tx: Db, { id, seen, changes }: TopicEdit, step: Step): Promise<TopicDone> {
  await lockForImport(tx);
  const all = await allTopics(tx);
  const row = all.find((one) => one.id === id);
  if (!row) throw new AppError("not-found");
  const before = viewOf(row, all);
  await requireAsSeen(tx, TOPIC, [id, ...(await formerTopicIds(tx, id))], before, seen);
  const asked = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const after: TopicView = { ...before, ...asked };
  if (Object.keys(difference(before, after).after).length === 0) return { id, changed: false };
  const others = all.filter((one) => one !== row);
  if (after.id !== before.id || after.name !== before.name) requireFree(after, others);
  if (after.parent !== before.parent) requireParent(after, before, all);

  const touched = await articlesOf(tx, affected(before, after, all));
  if (after.id !== id) {
    const own = await articlesOf(tx, [id]);
    await moveTopic(tx, id, after.id);
    await countChange(tx, own, step.now);
    await redirectTopics(tx, [id], after.id);
    await forgetTopicRedirects(tx, [after.id]);
  }
  const { id: _, after: __, ...fields } = after;
  const file = row.file === null ? firstFile(after, others) : null;
  await updateTopic(tx, after.id, { ...fields, ...file });
  const children = others.filter((one) => one.parent === before.name && after.name !== before.name);
  for (const child of children) await updateTopic(tx, child.id, { parent: after.name });
  const moved = { ...row, ...fields, ...file, id: after.id };
  const behind = changes.after === undefined || after.after === before.after ? undefined : changes.after;
  await place(tx, [...others, moved], moved.id, behind);

  const entry = { by: step.by, subject: TOPIC };
  const diff = difference({ ...before, file: row.file }, { ...after, file: file?.file ?? row.file });
  await appendAudit(
    tx,
    [
      { ...entry, action: "edit", subjectId: after.id, ...diff },
      ...children.map((child) => ({
        ...entry,
        action: FOLLOW,
        subjectId: child.id,
        before: { parent: before.name },
        after: { parent: after.name },
      })),
    ],
    step,
  );
  await follow(tx, touched, [id, after.id]);
  return { id: after.id, changed: true };
}

/** Topics whose articles search is told of: it knows them by their topics' names, and the ids of these and all above. */
function affected(before: TopicView, after: TopicView, all: TopicRecord[]): string[] {
  const isMoved = after.id !== before.id || after.parent !== before.parent;
  // Topics may wait for a parent of the new name.
  const named = after.name === before.name ? [] : [before.id, ...idsBelow(after.name, all)];
  return [...new Set([...(isMoved ? idsBelow(before.name, all) : []), ...named])];
}

/** What a change of another topic made of one. */
export const FOLLOW = "follow";

/**
 * Makes a topic. Its id comes from its name unless one is given.
 * @throws AppError invalid, with the field
 */
export function createTopic(
  db: Db,
  { by, now, ...given }: { name: string; id?: string | undefined; parent?: string | null; by: Actor; now: Date },
) {
  return inOneAct(db, { by, now }, async (tx, step): Promise<TopicDone> => {
    await lockForImport(tx);
    const all = await allTopics(tx);
    const id = given.id ?? (await freeTopicId(tx, topicIdOf(given.name)));
    const rest = { shortname: null, keywords: [], images: [], services: {}, after: null };
    const view: TopicView = { ...rest, id, name: given.name, parent: given.parent ?? null };
    requireFree(view, all);
    requireParent(view, view, all);
    const { after: _, ...fields } = view;
    const row: TopicRecord = { ...fields, position: null, ...firstFile(view, all) };
    // Topics may have waited for it as their parent.
    const touched = await articlesOf(tx, idsBelow(view.name, all));
    await insertTopic(tx, row);
    await forgetTopicRedirects(tx, [id]);
    await place(tx, [...all, row], id, undefined);
    await appendAudit(tx, { by, action: "create", subject: TOPIC, subjectId: id, after: fields }, step);
    await follow(tx, touched, [id]);
    return { id, changed: true };
  });
}

/** A file for a topic that has none, so that it is exported, and has a place among the others. */
export function firstFile(view: TopicView, others: TopicRecord[]): Pick<TopicRecord, "file" | "fileName"> {
  const names = new Set(others.map(({ fileName }) => fileName));
  for (let number = 1; ; number += 1) {
    const fileName = `${view.id.replace(/^\.+/, "").slice(0, MAX_FILE_NAME)}${number === 1 ? "" : `-${number}`}.yaml`;
    if (!names.has(fileName)) return { fileName, file: topicFileText({ ...view, file: null }) };
  }
}

const MAX_FILE_NAME = 100;

/** Brings the topics in order: one of them behind another, or those without a place where their files' names say. */
export async function place(tx: Db, all: TopicRecord[], id: string, behind: string | null | undefined): Promise<void> {
  const inOrder = withNewOnes(all);
  await writePositions(tx, otherPositions(behind === undefined ? inOrder : movedBehind(inOrder, id, behind), all));
}

/** Search and pages follow. */
export async function follow(tx: Db, articleIds: number[], topicIds: string[]): Promise<void> {
  await reindex(tx, articleIds);
  await announce(tx, [FRAME_TAG, ARTICLES_TAG, ...topicIds.map(topicTag)]);
}
