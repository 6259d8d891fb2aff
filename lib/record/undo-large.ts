/** Takes an act back at once where it is small, and by a job where it is large. */
import { actSize, kindsOfAct } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { startJob } from "../jobs/jobs";
import { UNDO_JOB } from "../jobs/names";
import { ARTICLE } from "../publishing/history";
import { canUndo, type Undo, type Undone, undoAct } from "./undo";
import { MAX_UNDONE_AT_ONCE } from "./undo-job";

/** @throws AppError as undoAct does; what a job refuses, its report tells */
export async function undoOrStart(db: Db, undo: Undo): Promise<Undone | { job: number }> {
  const { act, by, subjects } = undo;
  if ((await actSize(db, act, MAX_UNDONE_AT_ONCE)) <= MAX_UNDONE_AT_ONCE) return undoAct(db, undo);
  const kinds = await kindsOfAct(db, act);
  const isOfArticles = kinds.every((kind) => kind.subject === ARTICLE && canUndo(kind));
  // Whatever is refused is refused there.
  if (!isOfArticles || (subjects && !subjects.includes(ARTICLE))) return undoAct(db, undo);
  return { job: await startJob(db, { kind: UNDO_JOB, input: { act }, by }) };
}
