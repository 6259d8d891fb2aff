"use server";

import { redirect } from "next/navigation";
import { editorAction } from "@/app/_server/action";
import { expireTags } from "@/app/_server/page-cache.mjs";
import { database } from "@/lib/database";
import { createArticle } from "@/lib/publishing/create";
import { urls } from "@/lib/urls";
import { newArticleForm } from "../given-form";

export const makeArticle = editorAction(newArticleForm, async (asked, user) => {
  const by = { id: user.id, name: user.email };
  const { id, tags } = await createArticle(database().db, { ...asked, by, now: new Date() });
  expireTags(tags);
  redirect(urls.admin.article(id));
});
