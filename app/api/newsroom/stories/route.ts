import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { MAX_EDITS } from "@/lib/publishing/given";
import { chooseLead, mergeIntoStory, splitFromStory } from "@/lib/story/change";
import { told } from "../told";

const id = z.number().int().positive();
const ids = z.array(id).min(1).max(MAX_EDITS);
const given = z.discriminatedUnion("do", [
  z.object({ do: z.literal("merge"), ids: ids.min(2), into: id.optional() }),
  z.object({ do: z.literal("split"), ids, together: z.boolean().default(false) }),
  z.object({ do: z.literal("lead"), storyId: id, articleId: id.nullable() }),
]);

/** Merges, splits, or chooses who leads. */
export const POST = editorRoute(given, async (asked, by) => {
  const { db } = database();
  const now = new Date();
  if (asked.do === "merge") {
    const { into } = asked;
    return told(await mergeIntoStory(db, asked.ids, { ...(into === undefined ? {} : { into }), by, now }));
  }
  if (asked.do === "split") return told(await splitFromStory(db, asked.ids, { together: asked.together, by, now }));
  return told(await chooseLead(db, asked.storyId, asked.articleId, { by, now }));
});
