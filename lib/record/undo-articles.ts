/** Takes changes of articles back: each field to what it was, unless it was changed again since. */

import { existingArticles } from "@/db/article-ids";
import { judgedSince, type RecordedEvent } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { AppError } from "../errors";
import { type ArticleEdit, changeIn } from "../publishing/change";
import { CREATE } from "../publishing/create";
import { isBelow, minimumQuality } from "../publishing/minimum-quality";
import { changesTo } from "../publishing/recorded";
import type { Undo, Undone } from "./undo";

type Fields = Record<string, unknown>;

/** What follows from the others, or stays true: a page that readers saw has its address for good. */
const LEFT = ["version", "heat", "isCoverage", "wasLive", "correctedAt"];

/** An article that an editor made is not deleted, since readers may have seen it: it is as if it had been left out. */
const LEFT_OUT = { state: "unpublished", withdrawn: true };

export async function undoArticleEvents(tx: Db, events: RecordedEvent[], { act, by, now }: Undo): Promise<Undone> {
  const all = await editsBack(tx, events);
  const there = await existingArticles(
    tx,
    all.map(({ id }) => id),
  );
  // Of one article it is said what stands in the way. Of several those are left out, as in a job.
  const edits = all.length > 1 ? all.filter(({ id, confirmed }) => there.has(id) && confirmed !== undefined) : all;
  if (all.length > 0 && edits.length === 0) throw new AppError("not-found");
  const done = await changeIn(tx, { edits, by, now, undoes: act });
  return { act: done.act, changed: done.results.filter(({ changed }) => changed).length, tags: done.tags };
}

/**
 * For each article the change that takes all of these events back. What was published is published again without a
 * question about its quality, unless that was changed since.
 */
export async function editsBack(db: Db, events: RecordedEvent[]): Promise<ArticleEdit[]> {
  const edits = withoutConfirmation(events);
  const published = edits.filter(({ changes }) => changes.state === "published").map(({ id }) => id);
  const [judged, minimum] = await Promise.all([
    judgedSince(db, Math.max(0, ...events.map(({ id }) => id)), published),
    minimumQuality(db),
  ]);
  return edits.map((edit) => {
    const quality = judged.get(edit.id);
    return quality !== undefined && isBelow(quality, minimum) ? edit : { ...edit, confirmed: "any" as const };
  });
}

function withoutConfirmation(events: RecordedEvent[]): ArticleEdit[] {
  const spans = new Map<number, { before: Fields; after: Fields }>();
  for (const { subjectId, action, before: recorded, after } of events) {
    const id = Number(subjectId);
    const before = action === CREATE ? LEFT_OUT : recorded;
    const known = spans.get(id);
    spans.set(id, { before: { ...before, ...known?.before }, after: { ...known?.after, ...after } });
  }
  return [...spans].flatMap(([id, { before, after }]) => {
    const fields = Object.keys(before).filter((field) => !LEFT.includes(field) && !isFirstAddress(field, before));
    if (fields.length === 0) return [];
    const only = (all: Fields) => Object.fromEntries(fields.map((field) => [field, all[field]]));
    return [{ id, expected: only(after), changes: changesTo(only(before)) }];
  });
}

const isFirstAddress = (field: string, before: Fields) => field === "slug" && before.slug === null;
