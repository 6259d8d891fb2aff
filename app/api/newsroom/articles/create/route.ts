import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { createArticle } from "@/lib/publishing/create";
import { newDraft } from "@/lib/publishing/given-draft";

const given = z.object({
  draft: newDraft,
  state: z.enum(["queued", "published"]),
  confirmed: z.number().int().nullable().optional(),
});

/** Makes a new article. Answers its id and the act. */
export const POST = editorRoute(given, async (asked, by) => {
  const { id, act } = await createArticle(database().db, { ...asked, by, now: new Date() });
  return { id, act };
});
