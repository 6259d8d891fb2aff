import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { jobState } from "@/lib/jobs/jobs";
import { lastAct } from "@/lib/record/last-act";
import { subjectsFor } from "@/lib/record/subjects";
import { undoOrStart } from "@/lib/record/undo-large";

const given = z.union([z.object({ act: z.number().int().positive() }), z.object({ last: z.literal(true) })]);

/**
 * Takes an act back, or with `last` the last one of whoever asks that was not taken back. Answers its number, and for
 * a large one the `job` that does it.
 */
export const POST = editorRoute(given, async (asked, by) => {
  const { db } = database();
  const now = new Date();
  const act = "act" in asked ? asked.act : await lastAct(db, by.id, now);
  const undone = await undoOrStart(db, { act, by, now, subjects: subjectsFor(by.role) });
  if ("job" in undone) return { act, changed: 0, job: await jobState(db, undone.job) };
  return { act, by: undone.act, changed: undone.changed };
});
