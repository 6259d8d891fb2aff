/** Takes an act back at once where it is small, and by a job where it is large. */
import { actSize, subjectOfAct } from "@/db/audit-events";
import type { Db } from "@/db/client";
import { startJob } from "../jobs/jobs";
import { ARTICLE } from "../publishing/history";
import { type Undo, type Undone, undoAct } from "./undo";
import { MAX_UNDONE_AT_ONCE, UNDO_JOB } from "./undo-job";

/** @throws AppError as undoAct does; what a job refuses, its report tells */
export async function undoOrStart(db: Db, undo: Undo): Promise<Undone | { job: number }> {
  const isLarge = (await actSize(db, undo.act, MAX_UNDONE_AT_ONCE)) > MAX_UNDONE_AT_ONCE;
  if (!isLarge || (await subjectOfAct(db, undo.act)) !== ARTICLE) return undoAct(db, undo);
  return { job: await startJob(db, { kind: UNDO_JOB, input: { act: undo.act }, by: undo.by }) };
}
