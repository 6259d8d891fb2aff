/** An editor's change of one article: publish, unpublish, judge, or any of its fields. */
import type { Actor } from "@/db/audit";
import type { Db } from "@/db/client";
import { type ArticleEdit, type ArticleResult, changeArticles } from "./change";

export type Edit = ArticleEdit & { by: Actor; now: Date };

export type EditResult = ArticleResult & {
  /** By which it can be undone. */
  act: number;
  /** Cache tags of all that it changed: expire them in this process at once; others hear of them by themselves. */
  tags: string[];
};

/** @throws AppError not-found, conflict (with what changed meanwhile), below-minimum (until confirmed), invalid */
export async function editArticle(db: Db, { by, now, ...edit }: Edit): Promise<EditResult> {
  const { results, act, tags } = await changeArticles(db, { edits: [edit], by, now });
  return { ...(results[0] as ArticleResult), act, tags };
}
