"use server";

import { refresh } from "next/cache";
import { editorAction } from "@/app/_server/action";
import { expireTags } from "@/app/_server/page-cache.mjs";
import { database } from "@/lib/database";
import { editArticle } from "@/lib/publishing/edit";
import { articleForm } from "./article-form";

const DONE = { save: "Saved.", publish: "Published.", unpublish: "Unpublished." };

export const saveArticle = editorAction(articleForm, async ({ act, edit }, user) => {
  const by = { id: user.id, name: user.email };
  const { changed, tags, version } = await editArticle(database().db, { ...edit, by, now: new Date() });
  // The other processes hear of it through Postgres; this one must show it at the very next request.
  expireTags(tags);
  refresh();
  return { message: changed ? DONE[act] : "Nothing to change: it is like that already.", version };
});
