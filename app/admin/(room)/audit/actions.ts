"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { editorAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { subjectsFor } from "@/lib/record/subjects";
import { undoOrStart } from "@/lib/record/undo-large";

export const takeBack = editorAction(
  z.object({ act: z.coerce.number().int().positive() }),
  async ({ act }, { id, email, role }) => {
    const by = { id, name: email };
    const undone = await undoOrStart(database().db, { act, by, now: new Date(), subjects: subjectsFor(role) });
    refresh();
    return { message: "job" in undone ? "Taking it back, step by step." : "Taken back." };
  },
);
