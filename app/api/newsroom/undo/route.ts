import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { lastAct } from "@/lib/record/last-act";
import { subjectsFor } from "@/lib/record/subjects";
import { undoAct } from "@/lib/record/undo";

const given = z.union([z.object({ act: z.number().int().positive() }), z.object({ last: z.literal(true) })]);

/** Takes an act back, or with `last` the last one of whoever asks that was not taken back. Answers its number. */
export const POST = editorRoute(given, async (asked, by) => {
  const { db } = database();
  const act = "act" in asked ? asked.act : await lastAct(db, by.id);
  const { act: done, changed } = await undoAct(db, { act, by, now: new Date(), subjects: subjectsFor(by.role) });
  return { act, by: done, changed };
});
