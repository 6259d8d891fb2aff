"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { editorAction } from "@/app/_server/action";
import { expireTags } from "@/app/_server/page-cache.mjs";
import { database } from "@/lib/database";
import { saveDraft } from "@/lib/publishing/save-draft";
import { takeDown } from "@/lib/publishing/take-down";
import { restoreVersion } from "@/lib/publishing/versions";
import { subjectsFor } from "@/lib/record/subjects";
import { undoOrStart } from "@/lib/record/undo-large";
import { urls } from "@/lib/urls";
import { articleForm } from "../given-form";

const whole = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const DONE = { save: "Saved.", publish: "Published.", unpublish: "Unpublished.", requeue: "Back in the queue." };

export const saveArticle = editorAction(articleForm, async ({ verb, ...edit }, user) => {
  const by = { id: user.id, name: user.email };
  const { changed, tags, version } = await saveDraft(database().db, { ...edit, by, now: new Date() });
  // The other processes hear of it through Postgres; this one must show it at the very next request.
  expireTags(tags);
  refresh();
  return { message: changed ? DONE[verb] : "Nothing to change: it is like that already.", version };
});

export const undoFromHistory = editorAction(z.object({ act: whole }), async ({ act }, user) => {
  const by = { id: user.id, name: user.email };
  const undone = await undoOrStart(database().db, { act, by, now: new Date(), subjects: subjectsFor(user.role) });
  if (!("job" in undone)) expireTags(undone.tags);
  refresh();
  return { message: "job" in undone ? "Taking it back, step by step." : "Taken back." };
});

export const restoreFromHistory = editorAction(
  z.object({ id: whole, version: whole, to: whole }),
  async (asked, user) => {
    await restoreVersion(database().db, { ...asked, by: { id: user.id, name: user.email }, now: new Date() });
    refresh();
    return { message: "Restored." };
  },
);

export const deleteArticle = editorAction(z.object({ id: whole, confirmation: z.string() }), async (asked, user) => {
  const { tags } = await takeDown(database().db, { ...asked, by: { id: user.id, name: user.email }, now: new Date() });
  expireTags(tags);
  redirect(urls.admin.articles);
});
