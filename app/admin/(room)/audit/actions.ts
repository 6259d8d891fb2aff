"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { editorAction } from "@/app/_server/action";
import { database } from "@/lib/database";
import { subjectsFor } from "@/lib/record/subjects";
import { undoAct } from "@/lib/record/undo";

export const takeBack = editorAction(
  z.object({ act: z.coerce.number().int().positive() }),
  async ({ act }, { id, email, role }) => {
    const by = { id, name: email };
    await undoAct(database().db, { act, by, now: new Date(), subjects: subjectsFor(role) });
    refresh();
    return { message: "Taken back." };
  },
);
