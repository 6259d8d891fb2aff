import { z } from "zod";
import { editorRoute } from "@/app/_server/editor-route";
import { database } from "@/lib/database";
import { draftChanges } from "@/lib/publishing/given-draft";
import { saveDraft } from "@/lib/publishing/save-draft";
import { storedDraft } from "@/lib/publishing/stored-draft";

const whole = z.number().int().positive();
const given = z.object({
  id: whole,
  version: whole,
  changed: draftChanges,
  state: z.enum(["queued", "published", "unpublished"]).optional(),
  confirmed: z.number().int().nullable().optional(),
});

/** Saves what changed in an article's form. Answers the act, the version, and the form's texts as they are now. */
export const POST = editorRoute(given, async (asked, by) => {
  const { db } = database();
  const { act, version, changed } = await saveDraft(db, { ...asked, by, now: new Date() });
  const stored = await storedDraft(db, asked.id);
  // Somebody else may have changed it in between: the form must not take their version for its own.
  const draft = stored?.row.version === version ? stored.draft : null;
  return { act, version, changed, draft };
});
