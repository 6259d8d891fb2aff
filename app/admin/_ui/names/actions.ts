"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { editorAction } from "@/app/_server/action";
import { heardChanges } from "@/app/_server/follow-changes";
import { database } from "@/lib/database";
import { subjectsFor } from "@/lib/record/subjects";
import { undoAct } from "@/lib/record/undo";

const given = z.object({
  act: z.coerce.number().int().positive(),
  back: z.string().regex(/^\/admin\/(?:topics|providers)(?:\/[^/?#]*)?$/),
});

/** Takes an act back, for pages without a script. */
export const undoNamed = editorAction(given, async ({ act, back }, { id, email, role }) => {
  const by = { id, name: email };
  await undoAct(database().db, { act, by, now: new Date(), subjects: subjectsFor(role) });
  await heardChanges();
  redirect(back);
});
