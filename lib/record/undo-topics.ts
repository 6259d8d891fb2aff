/** Takes changes of topics back: what is gone comes back with its articles, each field becomes what it was. */
import { appendAudit, newAct } from "@/db/audit";
import type { RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { lockForImport } from "@/db/importing";
import { lastEventOf, REMOVE } from "@/db/subject-events";
import {
  allTopics,
  countChange,
  forgetTopicRedirects,
  giveArticlesBack,
  insertTopic,
  type MovedArticle,
  redirectTopics,
  topicIdsLeadingTo,
  updateTopic,
} from "@/db/topic-changes";
import type { TopicRecord } from "@/db/topics-write";
import { ARTICLES_TAG, FRAME_TAG, topicTag } from "../cache-tags";
import { AppError } from "../errors";
import { articlesOf, movableArticles } from "../topic/articles";
import { changeTopicIn, FOLLOW, follow, place, type TopicChanges } from "../topic/change";
import { mergeTopicsIn, removeTopicIn } from "../topic/merge";
import { requireFree } from "../topic/valid";
import { idsBelow, TOPIC } from "../topic/view";
import type { Step } from "./step";
import type { Undo, Undone } from "./undo";

type Fields = Record<string, unknown>;
type Gone = TopicRecord & { former: string[]; articles?: MovedArticle[] };

export async function undoTopicEvents(tx: Db, events: RecordedEvent[], { act, by, now }: Undo): Promise<Undone> {
  const step: Step = { by, now, act: await newAct(tx), undoes: act };
  let changed = 0;
  for (const event of events.toReversed().sort((a, b) => turn(a) - turn(b))) {
    if (await takeBack(tx, event, step)) changed += 1;
  }
  const tags = events.flatMap(({ subjectId }) => (subjectId === null ? [] : topicTag(subjectId)));
  return { act: step.act, changed, tags: [FRAME_TAG, ARTICLES_TAG, ...tags] };
}

/** What is gone comes first, since others had its name as their parent's; what followed from other events, last. */
const turn = ({ action }: RecordedEvent) => (action === "merge" || action === REMOVE ? 0 : action === FOLLOW ? 2 : 1);

async function takeBack(tx: Db, event: RecordedEvent, step: Step): Promise<boolean> {
  const id = event.subjectId as string;
  const { before, after } = event;
  switch (event.action) {
    case "merge":
    case REMOVE:
      return bringBack(tx, before as Gone, (after.into as string | undefined) ?? null, step);
    case "restore":
      if (typeof before.into === "string")
        return (await mergeTopicsIn(tx, { from: id, into: before.into }, step)).changed;
      return (await removeTopicIn(tx, { id }, step)).changed;
    case "create":
      return (await removeTopicIn(tx, { id, seen: { since: event.id, fields: after } }, step)).changed;
    default:
      return fieldsBack(tx, event, step);
  }
}

async function fieldsBack(tx: Db, { id: since, subjectId, action, before, after }: RecordedEvent, step: Step) {
  const { file: fileBefore, ...fields } = before;
  const { file: fileAfter, ...seen } = after;
  const id = subjectId as string;
  const row = (await allTopics(tx)).find((one) => one.id === id);
  if (!row) throw new AppError("conflict");
  // Children follow their parent's name by themselves.
  if (action === FOLLOW && row.parent === fields.parent) return false;
  const done = await changeTopicIn(
    tx,
    { id, seen: { since, fields: seen as Fields }, changes: fields as TopicChanges },
    step,
  );
  if (fileBefore === null && row.file === fileAfter) {
    await updateTopic(tx, done.id, { file: null, fileName: null, position: null });
    await place(tx, await allTopics(tx), done.id, undefined);
  }
  return done.changed;
}

async function bringBack(tx: Db, gone: Gone, into: string | null, step: Step): Promise<boolean> {
  await lockForImport(tx);
  const all = await allTopics(tx);
  const { former, articles = [], ...row } = gone;
  requireAbsent(row, all, await lastEventOf(tx, TOPIC, [row.id]));
  if (into !== null && !all.some(({ id }) => id === into)) throw new AppError("conflict");
  // Topics may wait for it as their parent.
  const below = await articlesOf(tx, idsBelow(row.name, all));
  if (into !== null) await movableArticles(tx, into, row.id);
  const behind = all.filter(({ position }) => position !== null && position < (row.position ?? 0)).at(-1);
  await insertTopic(tx, { ...row, position: null });
  await place(
    tx,
    [...all, { ...row, position: null }],
    row.id,
    row.position === null ? undefined : (behind?.id ?? null),
  );
  await forgetTopicRedirects(tx, [row.id]);
  // Who has or had one of them meanwhile keeps it.
  await redirectTopics(tx, await topicIdsLeadingTo(tx, former, into), row.id);
  const ids = await giveArticlesBack(tx, row.id, into, articles);
  await countChange(tx, ids, step.now);
  await appendAudit(
    tx,
    {
      by: step.by,
      action: "restore",
      subject: TOPIC,
      subjectId: row.id,
      before: into === null ? null : { into },
      after: { name: row.name },
    },
    step,
  );
  await follow(tx, [...new Set([...ids, ...below])], [row.id, ...(into === null ? [] : [into])]);
  return true;
}

function requireAbsent(row: TopicRecord, all: TopicRecord[], since: number): void {
  try {
    requireFree(row, all);
  } catch {
    throw new AppError("conflict", { conflict: { version: since, current: {}, changes: [] } });
  }
}
