import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { MAX_EDITS } from "@/lib/publishing/given";
import { sayApart } from "@/lib/story/apart";
import { chooseLead, mergeIntoStory, moveIntoStory, splitFromStory } from "@/lib/story/change";
import { told } from "../told";

const id = z.number().int().positive();
const ids = z.array(id).min(1).max(MAX_EDITS);
/** All pairs of them are noted. */
const MAX_APART = 50;
const given = z.discriminatedUnion("do", [
  z.object({ do: z.literal("merge"), ids: ids.min(2), into: id.optional() }),
  z.object({ do: z.literal("split"), ids, together: z.boolean().default(false) }),
  z.object({ do: z.literal("move"), ids, into: id }),
  z.object({ do: z.literal("apart"), ids: ids.min(2).max(MAX_APART) }),
  z.object({ do: z.literal("lead"), storyId: id, articleId: id.nullable() }),
]);

/** Merges, splits, moves, chooses who leads, or notes what is not one story. */
export const POST = editorRoute(given, async (asked, by) => {
  const { db } = database();
  const now = new Date();
  if (asked.do === "merge") {
    const { into } = asked;
    return told(await mergeIntoStory(db, asked.ids, { ...(into === undefined ? {} : { into }), by, now }));
  }
  if (asked.do === "split") return told(await splitFromStory(db, asked.ids, { together: asked.together, by, now }));
  if (asked.do === "move") return told(await moveIntoStory(db, asked.ids, { into: asked.into, by, now }));
  if (asked.do === "apart") return sayApart(db, asked.ids, { by });
  return told(await chooseLead(db, asked.storyId, asked.articleId, { by, now }));
});
