import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { changeArticles } from "@/lib/publishing/change";
import { articleEdits } from "@/lib/publishing/given";
import { told } from "../told";

/** Changes articles, as one act. With `tell`, those that can't be changed are told of, and the others are. */
export const POST = editorRoute(
  z.object({ edits: articleEdits, tell: z.boolean().default(false) }),
  async (given, by) =>
    told(
      await changeArticles(database().db, {
        edits: given.edits,
        by,
        now: new Date(),
        refusals: given.tell ? "tell" : "throw",
      }),
    ),
);
