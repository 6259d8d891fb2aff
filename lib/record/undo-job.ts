/** Takes an act on more articles than one request may change back: by the worker, in steps, under one number. */
import { z } from "zod";
import { newAct } from "@/db/audit";
import { eventsOfSubjects, isUndone, subjectsOfAct, subjectsUndone } from "@/db/audit-events";
import { AppError } from "../errors";
import type { Work } from "../jobs/kinds";
import { changeArticles } from "../publishing/change";
import { ARTICLE } from "../publishing/history";
import { editsBack } from "./undo-articles";

/** An act on more subjects is taken back by a job. */
export const MAX_UNDONE_AT_ONCE = 500;
const STEP_SIZE = 200;
const MAX_REFUSALS = 200;

const input = z.object({ act: z.number() });
const kept = z.object({ act: z.number() });

/**
 * Whatever changed again since is left as it is, and told of. Articles that were taken back already, in a step of the
 * same job or of one that was stopped, are left out.
 */
export async function runUndoJob({ db, job, by, progress, isStopped, keep }: Work): Promise<Record<string, unknown>> {
  const { act: undone } = input.parse(job.input);
  const all = await subjectsOfAct(db, undone, ARTICLE);
  if (all.length === 0) throw new AppError("not-found");
  const before = kept.safeParse(job.report);
  const act = before.success ? before.data.act : await newAct(db);
  await keep({ act });
  const already = new Set((await isUndone(db, undone)) ? await subjectsUndone(db, undone) : []);
  const subjects = all.filter((id) => !already.has(id));
  let [looked, changed, refused] = [0, 0, 0];
  const refusals: { id: number; title: string; reason: string }[] = [];
  for (; looked < subjects.length && !(await isStopped()); await progress(looked, subjects.length)) {
    const step = subjects.slice(looked, looked + STEP_SIZE);
    const edits = await editsBack(db, await eventsOfSubjects(db, undone, ARTICLE, step));
    const { results } = await changeArticles(db, { edits, by, now: new Date(), act, undoes: undone, refusals: "tell" });
    looked += step.length;
    for (const result of results) {
      if (result.changed) changed += 1;
      if (!result.refused) continue;
      refused += 1;
      const reason =
        result.refused.code === "conflict" ? "It was changed again since, and stays as it is." : result.refused.message;
      if (refusals.length < MAX_REFUSALS) refusals.push({ id: result.id, title: `Article ${result.id}`, reason });
    }
  }
  return { act, undone, changed, refused, refusals, same: looked - changed - refused };
}
